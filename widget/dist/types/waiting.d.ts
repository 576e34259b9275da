import type { ReactiveControllerHost } from 'lit';
/** Has read aloud what is being waited for, and tells when that takes longer than usual. */
export declare class Waiting {
    #private;
    private readonly host;
    private readonly say;
    takesLong: boolean;
    constructor(host: ReactiveControllerHost, say: (text: string) => void);
    /** What is being waited for from now on; empty for nothing. */
    now(what: string): void;
}
