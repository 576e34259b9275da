import { type TemplateResult } from 'lit';
export declare const chat: TemplateResult;
export declare const cross: TemplateResult;
export declare const dots: TemplateResult;
export declare const arrow: TemplateResult;
export declare const file: TemplateResult;
export declare const book: TemplateResult;
export declare const tick: TemplateResult;
