/** The moment of a message in words, as one would say it `now`. */
export declare function inWords(moment: Date, now?: Date): string;
