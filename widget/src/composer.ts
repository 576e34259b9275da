import { html, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { arrow } from './icons.js';
import { texts } from './texts.js';

/** Of a key that a composition took; Safari tells no other way that its Enter is not the visitor's. */
const ENDS_COMPOSITION = 229;

/** Where the visitor types. The field is never shut, so that a next question can be typed while waiting. */
export function composer(draft: string, hint: string, type: (text: string) => void, send: () => void): TemplateResult {
  const keydown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing || event.keyCode === ENDS_COMPOSITION) return;
    event.preventDefault();
    send();
  };
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    send();
  };
  return html`<form class="composer" @submit=${submit}>
    <label for="field">${texts.field}</label>
    <div class="row">
      <textarea
        id="field"
        class="field"
        rows="2"
        aria-describedby="hint"
        .value=${live(draft)}
        @input=${(event: InputEvent) => type((event.target as HTMLTextAreaElement).value)}
        @keydown=${keydown}
      ></textarea>
      <button class="main">${texts.send}${arrow}</button>
    </div>
    <p id="hint" class="small">${hint}</p>
  </form>`;
}
