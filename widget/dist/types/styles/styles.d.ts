/** The house style and the layout, in the order in which they count. */
export declare const styles: import("lit").CSSResult[];
