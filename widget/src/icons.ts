import { html, type SVGTemplateResult, svg, type TemplateResult } from 'lit';

const icon = (shape: SVGTemplateResult): TemplateResult =>
  html`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">${shape}</svg>`;

export const chat = icon(svg`<path d="M4 5h16v11H11l-5 4v-4H4z" /><path d="M8 9.5h8M8 12.5h5" />`);
export const cross = icon(svg`<path d="M6 6l12 12M18 6L6 18" />`);
export const dots = icon(svg`<path d="M5 12h.01M12 12h.01M19 12h.01" />`);
export const arrow = icon(svg`<path d="M5 12h13M12 6l6 6-6 6" />`);
export const file = icon(svg`<path d="M12 4v10M8 11l4 4 4-4M5 19h14" />`);
export const book = icon(
  svg`<path d="M12 7c-2-1.500-4.500-2-8-2v13c3.500 0 6 .5 8 2 2-1.500 4.500-2 8-2V5c-3.500 0-6 .5-8 2zM12 7v13" />`,
);
export const tick = icon(svg`<path d="M5 12.500l4.500 4.500L19 7.500" />`);
