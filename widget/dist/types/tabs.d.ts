/** What one tab tells the others about a conversation. */
export type TabNews = 'changed' | 'gone';
/** Tabs of one site that hold the same conversation, as a duplicated tab does. */
export declare class Tabs {
    #private;
    /** `hear` gets the news of other tabs. */
    constructor(hear: (id: string, news: TabNews) => void);
    /** Tell the other tabs. */
    tell(id: string, news: TabNews): void;
    /** Hear and tell no more. */
    close(): void;
}
