import { type TemplateResult } from 'lit';
/** What cannot be undone, and is asked first. */
export type Drastic = 'restart' | 'remove';
/** What a visitor can do in the menu. */
export interface MenuActions {
    toggle(): void;
    human(): void;
    transcript(): void;
    ask(what: Drastic): void;
}
/** A button that shows and hides a list of buttons; `begun` says whether there is a conversation, `lastDay` how long. */
export declare function menu(open: boolean, begun: boolean, lastDay: string, actions: MenuActions): TemplateResult;
/** The question before something that cannot be undone. */
export declare function sure(what: Drastic, yes: () => void, no: () => void): TemplateResult;
