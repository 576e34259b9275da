import { LitElement, type TemplateResult } from 'lit';
import { type FailureKind, type Outcome } from './api.js';
/**
 * A chat with the Zakboek assistant, as a button with a panel or filling a place on a page.
 *
 * @tag zakboek-chat
 *
 * @fires {CustomEvent} zakboek:geopend - The panel was opened.
 * @fires {CustomEvent} zakboek:gesloten - The panel was closed.
 * @fires {CustomEvent<{uitkomst: string}>} zakboek:antwoord - An answer came; never with its text.
 * @fires {CustomEvent<{soort: string, status: number}>} zakboek:fout - A call to the assistant failed.
 */
export declare class ZakboekChat extends LitElement {
    static styles: import("lit").CSSResult[];
    /** The municipality whose contact points and words are used, as in an address: `zwolle`. */
    gemeente: string;
    /** `knop`: a button that opens a panel. `paneel`: fills its place on the page. */
    weergave: 'knop' | 'paneel';
    /** Origin of the assistant; where this script came from when not given. */
    api: string;
    /** `sessie`: the visitor goes on after a reload or on the next page. `geen`: nothing is kept in the browser. */
    opslag: 'sessie' | 'geen';
    /** Title above the conversation. */
    titel: string;
    private isOpen;
    private menuOpen;
    private asked;
    private unread;
    private mustWait;
    private talk;
    private storage;
    private base;
    private connectedTo;
    private told;
    private escaped;
    private readonly attention;
    private readonly spoken;
    private readonly waiting;
    private readonly ratings;
    private readonly failedDownloads;
    connectedCallback(): void;
    disconnectedCallback(): void;
    /** Open the panel and put the focus in the field. */
    openen(): void;
    /** Close the panel and put the focus back on the button. */
    sluiten(): void;
    protected shouldUpdate(): boolean;
    protected willUpdate(): void;
    protected render(): TemplateResult;
    private launcherView;
    private panelView;
    private readonly menuActions;
    private readonly logActions;
    private readonly confirmed;
    private readonly refused;
    private readonly type;
    private readonly sendDraft;
    /** Send what was picked, and keep the focus with it: the button that was pressed is no more. */
    private send;
    private refuse;
    private download;
    private copy;
    private rate;
    private changed;
    private answered;
    private failed;
    private goOn;
    /** The browser's back button brings back the page as it was, but the conversation may have gone on. */
    private readonly comeBack;
    private leave;
    private readonly escape;
    /** What is typed in the chat is not for the page's shortcuts; Tab and an Escape that is not for the chat are. */
    private readonly keepKey;
    /** An open menu would cover what gets the focus. */
    private readonly leaveMenu;
    /** Whoever tabs on to a part of the page that the panel covers can put the panel away, and stays there. */
    private readonly escapeAnywhere;
    private close;
    private tell;
}
interface ZakboekEvents {
    'zakboek:geopend': CustomEvent<null>;
    'zakboek:gesloten': CustomEvent<null>;
    'zakboek:antwoord': CustomEvent<{
        readonly uitkomst: Outcome;
    }>;
    'zakboek:fout': CustomEvent<{
        readonly soort: FailureKind;
        readonly status: number;
    }>;
}
declare global {
    interface HTMLElementTagNameMap {
        'zakboek-chat': ZakboekChat;
    }
    interface HTMLElementEventMap extends ZakboekEvents {
    }
    interface DocumentEventMap extends ZakboekEvents {
    }
}
export {};
