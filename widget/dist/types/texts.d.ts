/** What the conversation is waiting for. */
export type Busy = keyof typeof texts.underWay;
/**
 * Every text that a visitor reads in the widget; what the assistant says comes from the server.
 * Those that the page without JavaScript has too are `shared`: editors write them.
 */
export declare const texts: {
    readonly launcher: "Stel je vraag";
    readonly launcherUnread: (count: number) => string;
    readonly region: 'Chat met de assistent';
    readonly title: "Vragen over sociaal ondernemen";
    readonly subtitle: 'Je praat met een computerprogramma';
    readonly close: 'Sluit de chat';
    readonly log: "Het gesprek";
    readonly visitor: "Jij";
    readonly assistant: "Assistent";
    readonly answer: 'Antwoord van de assistent';
    readonly intro: 'Hallo. Ik ben een computerprogramma. Ik beantwoord vragen over het *Zakboek sociaal ondernemen*, een gids voor gemeenten.\n\nTyp je vraag hieronder, of begin met een paar voorbeelden.';
    readonly begin: 'Laat voorbeelden zien';
    readonly field: "Je vraag";
    readonly fieldHint: "Typ geen namen, nummers of andere gegevens van jezelf of van een ander.";
    readonly send: 'Verstuur';
    readonly waitForAnswer: 'Je vorige vraag is nog niet beantwoord. Wat je nu typt, blijft staan.';
    readonly underWay: {
        readonly open: 'Het gesprek wordt geopend';
        readonly read: 'Je gesprek wordt opgehaald';
        readonly send: 'De assistent zoekt een antwoord';
        readonly remove: 'Je gesprek wordt verwijderd';
    };
    readonly waitingLong: 'Dit duurt langer dan anders. Nog even geduld.';
    readonly choices: "Kies hoe je verder wilt";
    readonly choiceTaken: 'Jouw keuze:';
    readonly choicesOther: 'Andere keuzes waren:';
    readonly choicesPast: "Keuzes waren:";
    readonly source: "Bron";
    readonly sources: 'Bronnen';
    readonly chapter: (title: string, page: number) => string;
    readonly municipality: (name: string) => string;
    readonly newTab: "(opent in een nieuw tabblad)";
    readonly documents: "Download het document";
    readonly downloadPdf: (title: string) => string;
    readonly downloadWord: (title: string) => string;
    readonly savedPdf: (title: string) => string;
    readonly savedWord: (title: string) => string;
    readonly downloadFailed: 'Het downloaden is niet gelukt. Probeer het opnieuw.';
    readonly useful: "Was dit nuttig?";
    readonly yes: "Ja";
    readonly no: "Nee";
    readonly thanks: 'Bedankt voor je reactie.';
    readonly why: "Wil je zeggen waarom? Het hoeft niet.";
    readonly sendWhy: "Verstuur je uitleg";
    readonly rateFailed: 'Je reactie is niet verstuurd. Probeer het opnieuw.';
    readonly menu: "Meer mogelijkheden";
    readonly human: "Een mens spreken";
    readonly humanQuestion: "Ik wil een mens spreken";
    readonly transcript: "Download dit gesprek";
    readonly copy: "Download alles wat is bewaard (json)";
    readonly lastDay: (day: string) => string;
    readonly privacy: "Privacy";
    readonly restart: 'Begin opnieuw';
    readonly remove: 'Verwijder mijn gesprek';
    readonly restartSure: 'Wil je opnieuw beginnen? Je krijgt een nieuw gesprek. Dit gesprek wordt verwijderd.';
    readonly restartYes: 'Ja, begin opnieuw';
    readonly removeSure: "Wil je dit gesprek verwijderen? Alles wat je typte, is dan weg. Dit kun je niet terugdraaien.";
    readonly removeYes: 'Ja, verwijder';
    readonly keep: 'Nee, ga terug';
    readonly removed: "Je gesprek is verwijderd.";
    readonly gone: 'Dit gesprek is er niet meer. We beginnen een nieuw gesprek. Wat je typte, staat nog in het veld.';
    readonly goneElsewhere: 'Dit gesprek is in een ander tabblad verwijderd. Je kunt opnieuw beginnen.';
    readonly again: 'Probeer opnieuw';
    readonly unknown: "Deze chat is niet goed ingesteld. Vertel het aan de beheerder van deze website.";
    readonly refused: "Deze chat is niet goed ingesteld. Vertel het aan de beheerder van deze website.";
    /** In the browser's console. */
    readonly forTheOwner: {
        readonly unknown: (_site: string, municipality: string) => string;
        readonly refused: (site: string, municipality: string) => string;
    };
    readonly offline: 'Je hebt geen internet.';
    readonly network: 'De assistent is niet te bereiken.';
    readonly timeout: 'Er kwam geen antwoord. Misschien is je internet traag.';
    readonly kept: 'Je bericht is bewaard.';
    readonly sentWhenOnline: 'We versturen het zodra je weer internet hebt.';
    readonly againIn: (seconds: number) => string;
    readonly tooMany: 'Er komen nu veel vragen tegelijk binnen.';
    readonly busy: 'De assistent is even niet bereikbaar.';
    readonly wrong: 'Er ging iets mis aan onze kant.';
    readonly notRemoved: 'Je gesprek is nog niet verwijderd.';
    readonly choiceCount: (count: number) => string;
    readonly documentCount: (count: number) => string;
    readonly fileName: 'gesprek-zakboek.txt';
    readonly copyName: 'gesprek-zakboek.json';
    readonly today: (time: string) => string;
    readonly yesterday: (time: string) => string;
    readonly earlier: (day: string, time: string) => string;
};
