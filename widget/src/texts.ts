const SET_UP_WRONG = 'Deze chat is niet goed ingesteld. Vertel het aan de beheerder van deze website.';

/** What the conversation is waiting for. */
export type Busy = keyof typeof texts.underWay;

/** Every text that a visitor reads in the widget; what the assistant says comes from the server. */
export const texts = {
  launcher: 'Stel je vraag',
  launcherUnread: (count: number) => (count === 1 ? '1 nieuw antwoord' : `${count} nieuwe antwoorden`),
  region: 'Chat met de assistent',
  title: 'Vragen over sociaal ondernemen',
  subtitle: 'Je praat met een computerprogramma',
  close: 'Sluit de chat',
  log: 'Het gesprek',
  visitor: 'Jij',
  assistant: 'Assistent',
  answer: 'Antwoord van de assistent',
  intro:
    'Hallo. Ik ben een computerprogramma. Ik beantwoord vragen over het *Zakboek sociaal ondernemen*, een gids voor gemeenten.\n\nTyp je vraag hieronder, of begin met een paar voorbeelden.',
  begin: 'Laat voorbeelden zien',
  field: 'Je vraag',
  fieldHint: 'Typ geen namen, nummers of andere gegevens van jezelf of van een ander.',
  send: 'Verstuur',
  waitForAnswer: 'Je vorige vraag is nog niet beantwoord. Wat je nu typt, blijft staan.',
  underWay: {
    open: 'Het gesprek wordt geopend',
    read: 'Je gesprek wordt opgehaald',
    send: 'De assistent zoekt een antwoord',
    remove: 'Je gesprek wordt verwijderd',
  },
  waitingLong: 'Dit duurt langer dan anders. Nog even geduld.',
  choices: 'Kies hoe je verder wilt',
  choiceTaken: 'Jouw keuze:',
  choicesOther: 'Andere keuzes waren:',
  choicesPast: 'Keuzes waren:',
  source: 'Bron',
  sources: 'Bronnen',
  chapter: (title: string, page: number | null) =>
    `Zakboek, hoofdstuk “${title}”${page ? `, vanaf pagina ${page}` : ''}`,
  municipality: (name: string) => `Gemeente ${name}`,
  newTab: '(opent in een nieuw tabblad)',
  documents: 'Download het document',
  download: (title: string, kind: string) => `Download “${title}” (${kind})`,
  downloadFailed: 'Het downloaden is niet gelukt. Probeer het opnieuw.',
  useful: 'Was dit nuttig?',
  yes: 'Ja',
  no: 'Nee',
  thanks: 'Bedankt voor je reactie.',
  why: 'Waarom? Dit hoef je niet in te vullen.',
  sendWhy: 'Verstuur je uitleg',
  rateFailed: 'Je reactie is niet verstuurd. Probeer het opnieuw.',
  menu: 'Meer mogelijkheden',
  human: 'Een mens spreken',
  humanQuestion: 'Ik wil een mens spreken',
  transcript: 'Download gesprek',
  restart: 'Begin opnieuw',
  remove: 'Verwijder mijn gesprek',
  restartSure: 'Wil je opnieuw beginnen? Je krijgt een nieuw gesprek. Dit gesprek wordt verwijderd.',
  restartYes: 'Ja, begin opnieuw',
  removeSure: 'Wil je dit gesprek verwijderen? Alles wat je typte, is dan weg. Dit kun je niet terugdraaien.',
  removeYes: 'Ja, verwijder',
  keep: 'Nee, ga terug',
  removed: 'Je gesprek is verwijderd.',
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
  today: (time: string) => `vandaag om ${time} uur`,
  yesterday: (time: string) => `gisteren om ${time} uur`,
  earlier: (day: string, time: string) => `${day} om ${time} uur`,
} as const;
