import * as shared from './texts.generated.js';

const SET_UP_WRONG = 'Deze chat is niet goed ingesteld. Vertel het aan de beheerder van deze website.';

/** What the conversation is waiting for. */
export type Busy = keyof typeof texts.underWay;

/**
 * Every text that a visitor reads in the widget; what the assistant says comes from the server.
 * Those that the page without JavaScript has too are `shared`: editors write them.
 */
export const texts = {
  launcher: shared.stel_je_vraag,
  launcherUnread: (count: number) => (count === 1 ? '1 nieuw antwoord' : `${count} nieuwe antwoorden`),
  region: 'Chat met de assistent',
  title: shared.titel,
  subtitle: 'Je praat met een computerprogramma',
  close: 'Sluit de chat',
  log: shared.gesprek,
  visitor: shared.bezoeker,
  assistant: shared.assistent,
  answer: 'Antwoord van de assistent',
  intro:
    'Hallo. Ik ben een computerprogramma. Ik beantwoord vragen over het *Zakboek sociaal ondernemen*, een gids voor gemeenten.\n\nTyp je vraag hieronder, of begin met een paar voorbeelden.',
  begin: 'Laat voorbeelden zien',
  field: shared.vraag,
  fieldHint: shared.vraag_uitleg,
  send: 'Verstuur',
  waitForAnswer: 'Je vorige vraag is nog niet beantwoord. Wat je nu typt, blijft staan.',
  underWay: {
    open: 'Het gesprek wordt geopend',
    read: 'Je gesprek wordt opgehaald',
    send: 'De assistent zoekt een antwoord',
    remove: 'Je gesprek wordt verwijderd',
  },
  waitingLong: 'Dit duurt langer dan anders. Nog even geduld.',
  choices: shared.keuzes,
  choiceTaken: 'Jouw keuze:',
  choicesOther: 'Andere keuzes waren:',
  choicesPast: shared.keuzes_waren,
  source: shared.bron,
  sources: 'Bronnen',
  chapter: (title: string, page: number) => shared.bron_gids({ hoofdstuk: title, pagina: page }),
  municipality: (name: string) => shared.bron_gemeente({ gemeente: name }),
  newTab: shared.nieuw_tabblad,
  documents: shared.documenten,
  downloadPdf: (title: string) => shared.document_pdf({ titel: title }),
  downloadWord: (title: string) => shared.document_word({ titel: title }),
  savedPdf: (title: string) => shared.document_was_pdf({ titel: title }),
  savedWord: (title: string) => shared.document_was_word({ titel: title }),
  downloadFailed: 'Het downloaden is niet gelukt. Probeer het opnieuw.',
  useful: shared.nuttig,
  yes: shared.ja,
  no: shared.nee,
  thanks: 'Bedankt voor je reactie.',
  why: shared.uitleg,
  sendWhy: shared.uitleg_versturen,
  rateFailed: 'Je reactie is niet verstuurd. Probeer het opnieuw.',
  menu: shared.meer,
  human: shared.mens,
  humanQuestion: shared.mens_vraag,
  transcript: shared.gesprek_bewaren,
  copy: shared.kopie,
  lastDay: (day: string) => shared.bewaard_tot({ dag: day }),
  privacy: shared.privacy,
  restart: 'Begin opnieuw',
  remove: 'Verwijder mijn gesprek',
  restartSure: 'Wil je opnieuw beginnen? Je krijgt een nieuw gesprek. Dit gesprek wordt verwijderd.',
  restartYes: 'Ja, begin opnieuw',
  removeSure: `Wil je dit gesprek verwijderen? ${shared.verwijderen_gevolg}`,
  removeYes: 'Ja, verwijder',
  keep: 'Nee, ga terug',
  removed: shared.verwijderd,
  gone: 'Dit gesprek is er niet meer. We beginnen een nieuw gesprek. Wat je typte, staat nog in het veld.',
  goneElsewhere: 'Dit gesprek is in een ander tabblad verwijderd. Je kunt opnieuw beginnen.',
  again: 'Probeer opnieuw',
  unknown: SET_UP_WRONG,
  refused: SET_UP_WRONG,
  /** In the browser's console. */
  forTheOwner: {
    unknown: (_site: string, municipality: string) =>
      `zakboek-chat: de gemeente "${municipality}" is niet bekend. Kies haar op de pagina /widget/ van de assistent, of laat "gemeente" weg.`,
    refused: (site: string, municipality: string) =>
      `zakboek-chat: ${site} mag hier geen gesprekken voeren. Zet dit adres in het bestand van ${
        municipality ? `gemeente "${municipality}"` : 'de gemeente'
      } onder "sites", of in de instelling ZAKBOEK_ALLOWED_ORIGINS van de assistent.`,
  },
  offline: 'Je hebt geen internet.',
  network: 'De assistent is niet te bereiken.',
  timeout: 'Er kwam geen antwoord. Misschien is je internet traag.',
  kept: 'Je bericht is bewaard.',
  sentWhenOnline: 'We versturen het zodra je weer internet hebt.',
  againIn: (seconds: number) =>
    seconds === 1
      ? 'Over 1 seconde proberen we het zelf opnieuw.'
      : `Over ${seconds} seconden proberen we het zelf opnieuw.`,
  tooMany: 'Er komen nu veel vragen tegelijk binnen.',
  busy: 'De assistent is even niet bereikbaar.',
  wrong: 'Er ging iets mis aan onze kant.',
  notRemoved: 'Je gesprek is nog niet verwijderd.',
  choiceCount: (count: number) => (count === 1 ? 'Je hebt 1 keuze.' : `Je hebt ${count} keuzes.`),
  documentCount: (count: number) =>
    count === 1 ? 'Je kunt 1 document downloaden.' : `Je kunt ${count} documenten downloaden.`,
  fileName: 'gesprek-zakboek.txt',
  copyName: 'gesprek-zakboek.json',
  today: (time: string) => shared.moment({ dag: 'vandaag', tijd: time }),
  yesterday: (time: string) => shared.moment({ dag: 'gisteren', tijd: time }),
  earlier: (day: string, time: string) => shared.moment({ dag: day, tijd: time }),
} as const;
