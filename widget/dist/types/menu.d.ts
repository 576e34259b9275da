import { type TemplateResult } from 'lit';
/** What cannot be undone, and is asked first. */
export type Drastic = 'restart' | 'remove';
/** What a visitor can do in the menu. */
export interface MenuActions {
    toggle(): void;
    human(): void;
    transcript(): void;
    copy(): void;
    ask(what: Drastic): void;
}
/** What the menu rests on. */
export interface MenuState {
    readonly open: boolean;
    /** Whether there is a conversation. */
    readonly begun: boolean;
    /** The day on which it goes by itself; empty while there is none. */
    readonly lastDay: string;
    /** The address of the page that says what is kept. */
    readonly privacy: string;
}
/** A button that shows and hides a list of buttons, with a link to what is kept. */
export declare function menu({ open, begun, lastDay, privacy }: MenuState, actions: MenuActions): TemplateResult;
/** The page that says what is kept, and who answers for it in this municipality. */
export declare function privacyPage(base: string, municipality: string): string;
/** The question before something that cannot be undone. */
export declare function sure(what: Drastic, yes: () => void, no: () => void): TemplateResult;
