/** The calls of the assistant's API that the widget makes; field names are the API's. */
export type Outcome = 'antwoord' | 'verduidelijking' | 'geen-antwoord' | 'gesprek';
export interface Choice {
    readonly label: string;
    readonly keuze: string;
}
/** Where in the guide it stands; without chapter and page the words are a municipality's own. */
export type Source = {
    readonly id: string;
    readonly titel: string;
} & ({
    readonly hoofdstuk: string;
    readonly pagina: number;
} | {
    readonly hoofdstuk: null;
    readonly pagina: null;
});
export interface DocumentLink {
    readonly id: string;
    readonly titel: string;
    readonly type: string;
    readonly url: string;
}
export interface Message {
    readonly id: string;
    readonly afzender: 'bezoeker' | 'assistent';
    readonly tijdstip: string;
    readonly tekst: string;
    readonly keuzes: readonly Choice[];
    readonly bronnen: readonly Source[];
    readonly documenten: readonly DocumentLink[];
    /** The visitor's key by which the message was taken once. */
    readonly sleutel: string | null;
    readonly uitkomst: Outcome | null;
    readonly nuttig: boolean | null;
}
/** What opens a conversation again. */
export interface Access {
    readonly id: string;
    readonly token: string;
}
/** `bewaardTot` is the day on which the conversation goes (2026-12-24); an older assistant does not tell it. */
export interface History {
    readonly bewaardTot?: string;
    readonly berichten: readonly Message[];
}
export type Opened = Access & History;
/**
 * `vraag` is the visitor's message as it is stored, without what is personal; `gewist` is whether the conversation was
 * deleted by it. An older assistant does not tell them.
 */
export interface Answer extends Omit<History, 'bewaardTot'> {
    readonly uitkomst: Outcome;
    readonly gewist?: boolean;
    readonly bewaardTot?: string | null;
    readonly vraag?: {
        readonly tekst: string;
    };
}
export type NewMessage = {
    readonly tekst: string;
} | {
    readonly keuze: string;
};
/** `refused`: the assistant is there, but this website may not talk with it. `unknown`: no such municipality. */
export type FailureKind = 'offline' | 'network' | 'timeout' | 'refused' | 'unknown' | 'problem';
/** A call that did not succeed; `detail` is the server's own explanation, in Dutch. */
export declare class ApiError extends Error {
    readonly kind: FailureKind;
    readonly status: number;
    readonly detail: string;
    readonly retryAfter: number;
    constructor(kind: FailureKind, status?: number, detail?: string, retryAfter?: number);
    /** Whether the same call may succeed later. */
    get passing(): boolean;
}
/** Speaks to the API at `base`, an origin without a slash at the end. */
export declare class ApiClient {
    #private;
    private readonly base;
    constructor(base: string);
    /** Break off all calls that are under way, and make no more. */
    stop(): void;
    /** Open a conversation; the greeting comes with it. */
    open(municipality: string): Promise<Opened>;
    /** All messages so far. */
    history(access: Access): Promise<History>;
    /** Send a message; the same `key` is answered once. */
    say(access: Access, body: NewMessage, key: string): Promise<Answer>;
    /** Say whether an answer was of use. */
    rate(access: Access, messageId: string, useful: boolean, why: string): Promise<void>;
    /** Delete the conversation from every store; one that is gone already counts as deleted. */
    remove(access: Access): Promise<void>;
    /** A document as a file, with the name the server gives it, if that may be read. */
    document(access: Access, link: DocumentLink): Promise<{
        readonly file: Blob;
        readonly name: string;
    }>;
    /** All that is stored of the conversation, as a JSON file. */
    copy(access: Access): Promise<Blob>;
}
