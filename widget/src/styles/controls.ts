import { css } from 'lit';

/** The whole, and what is used everywhere. Sizes are in em, from the visitor's own letter size: a page's rem may be anything. */
export const controls = css`
  :host {
    display: block !important;
  }

  :host([hidden]) {
    display: none !important;
  }

  :host([weergave='paneel']) {
    height: 100%;
  }

  .root {
    all: initial;
    display: block;
    height: 100%;
    direction: ltr;
    unicode-bidi: isolate;
    color-scheme: inherit;
    letter-spacing: inherit;
    word-spacing: inherit;
    font-family: var(
      --zakboek-lettertype,
      var(
        --nl-paragraph-font-family,
        var(--utrecht-document-font-family, var(--basis-text-font-family-default, inherit))
      )
    );
    font-size: var(--zakboek-lettergrootte, medium);
    line-height: 1.55;
    color: var(--text);
    word-break: break-word; /* for browsers without the next line */
    overflow-wrap: anywhere;
    -webkit-text-size-adjust: 100%;
    text-size-adjust: 100%;
  }

  *,
  *::before {
    box-sizing: border-box;
  }

  p,
  ul,
  ol,
  h2 {
    margin: 0;
    padding: 0;
  }

  button,
  textarea {
    font: inherit;
    letter-spacing: inherit;
    word-spacing: inherit;
    color: inherit;
    border-radius: var(--round);
  }

  button {
    min-height: 2.75em;
    padding: 0.5em 1em;
    border: 1px solid var(--border);
    background: var(--ground);
    text-align: start;
    cursor: pointer;
  }

  a {
    color: var(--link);
    text-underline-offset: 0.18em;
  }

  a:hover {
    text-decoration-thickness: 0.14em;
  }

  :focus-visible {
    outline: 3px solid var(--focus);
    outline-offset: 2px;
    box-shadow: 0 0 0 2px var(--ground);
  }

  .unseen {
    position: absolute;
    width: 1px;
    height: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
    -webkit-user-select: none;
    user-select: none; /* nor is it in what one copies */
  }

  [hidden] {
    display: none;
  }

  .small {
    font-size: 0.875em;
    color: var(--subtle);
  }

  .row {
    display: flex;
    flex-wrap: wrap;
    gap: 0.5em;
    align-items: flex-end;
  }

  .icon {
    flex: none;
    width: 1.25em;
    height: 1.25em;
    fill: none;
    stroke: currentColor;
    stroke-width: 1.75;
    stroke-linecap: round;
    stroke-linejoin: round;
  }

  .main {
    display: inline-flex;
    gap: 0.5em;
    align-items: center;
    border-color: transparent;
    background: var(--accent);
    color: var(--on-accent);
    font-weight: 600;
  }

  .mini {
    min-height: 2.25em;
    padding: 0.25em 0.875em;
    font-weight: 600;
    color: var(--link);
  }

  .choice:hover,
  .mini:hover,
  .item:hover,
  .round:hover {
    background: var(--surface);
  }

  .launcher {
    position: fixed;
    z-index: var(--zakboek-laag, 1000);
    inset-block-end: var(--zakboek-afstand, 1.25em);
    inset-inline-end: var(--zakboek-afstand, 1.25em);
    max-width: calc(100vw - 2em);
    min-height: 3.25em;
    padding: 0.75em 1.375em;
    border-radius: var(--zakboek-ronding-knop, 2em);
    box-shadow: 0 0.25em 1.25em rgb(0 0 0 / 22%);
  }

  .badge {
    padding: 0 0.625em;
    border-radius: 1em;
    background: var(--on-accent);
    color: var(--accent);
    font-size: 0.875em;
  }
`;
