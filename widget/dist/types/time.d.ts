/** A day as the server writes it, with its year: 24 december 2026. */
export declare function dayInWords(day: string): string;
/** The moment of a message in words, as one would say it `now`. */
export declare function inWords(moment: Date, now?: Date): string;
