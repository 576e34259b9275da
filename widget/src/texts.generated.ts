// Made of data/live/teksten/chat.yml by `npm run texts`; a change here is lost.

type Values<Names extends string> = Readonly<Record<Names, string | number>>;

export const assistent = `Assistent`;
export const bewaard_tot = ({ dag }: Values<'dag'>) => `Vraag je niets meer? Dan is dit gesprek gewist op ${dag}.`;
export const bezoeker = `Jij`;
export const bron = `Bron`;
export const bron_gemeente = ({ gemeente }: Values<'gemeente'>) => `Gemeente ${gemeente}`;
export const bron_gids = ({ hoofdstuk, pagina }: Values<'hoofdstuk' | 'pagina'>) => `Zakboek, hoofdstuk “${hoofdstuk}”, vanaf pagina ${pagina}`;
export const document_pdf = ({ titel }: Values<'titel'>) => `Download “${titel}” (pdf)`;
export const document_was_pdf = ({ titel }: Values<'titel'>) => `Document: “${titel}” (pdf)`;
export const document_was_word = ({ titel }: Values<'titel'>) => `Document: “${titel}” (Word)`;
export const document_word = ({ titel }: Values<'titel'>) => `Download “${titel}” (Word)`;
export const documenten = `Download het document`;
export const gesprek = `Het gesprek`;
export const gesprek_bewaren = `Download dit gesprek`;
export const ja = `Ja`;
export const keuzes = `Kies hoe je verder wilt`;
export const keuzes_waren = `Keuzes waren:`;
export const kopie = `Download alles wat is bewaard (json)`;
export const meer = `Meer mogelijkheden`;
export const mens = `Een mens spreken`;
export const mens_vraag = `Ik wil een mens spreken`;
export const moment = ({ dag, tijd }: Values<'dag' | 'tijd'>) => `${dag} om ${tijd} uur`;
export const nee = `Nee`;
export const nieuw_tabblad = `(opent in een nieuw tabblad)`;
export const nuttig = `Was dit nuttig?`;
export const privacy = `Privacy`;
export const stel_je_vraag = `Stel je vraag`;
export const titel = `Vragen over sociaal ondernemen`;
export const uitleg = `Wil je zeggen waarom? Het hoeft niet.`;
export const uitleg_versturen = `Verstuur je uitleg`;
export const verwijderd = `Je gesprek is verwijderd.`;
export const verwijderen_gevolg = `Alles wat je typte, is dan weg. Dit kun je niet terugdraaien.`;
export const vraag = `Je vraag`;
export const vraag_uitleg = `Typ geen namen, nummers of andere gegevens van jezelf of van een ander.`;
