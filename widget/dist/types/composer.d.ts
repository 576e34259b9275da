import { type TemplateResult } from 'lit';
/** Where the visitor types. The field is never shut, so that a next question can be typed while waiting. */
export declare function composer(draft: string, hint: string, type: (text: string) => void, send: () => void): TemplateResult;
