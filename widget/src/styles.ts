import { css } from 'lit';

/** The layout. Sizes are in em, from the visitor's own letter size: a page's rem may be anything. */
export const styles = css`
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

  .panel {
    display: grid;
    grid-template-rows: auto auto minmax(0, 1fr) auto;
    grid-template-columns: minmax(0, 1fr);
    height: var(--zakboek-hoogte, min(38em, 85vh));
    border: 1px solid var(--hairline, var(--border));
    border-radius: min(var(--round), 1em);
    border-block-start: 4px solid var(--accent);
    background: var(--ground);
    overflow: hidden;
    position: relative;
  }

  .panel > * {
    grid-column: 1;
  }

  .floats {
    position: fixed;
    z-index: var(--zakboek-laag, 1000);
    inset-block-end: var(--zakboek-afstand, 1.25em);
    inset-inline-end: var(--zakboek-afstand, 1.25em);
    width: min(28em, calc(100vw - 2.5em));
    height: min(var(--zakboek-hoogte, 44em), calc(100vh - 2.5em));
    box-shadow: 0 0.5em 2.5em rgb(0 0 0 / 24%);
  }

  header {
    grid-row: 1;
    display: flex;
    gap: 0.25em;
    align-items: flex-start;
    padding: 0.875em 0.75em 0.875em 1.25em;
    border-block-end: 1px solid var(--hairline, var(--border));
  }

  header > div {
    flex: 1;
    min-width: 0;
  }

  h2 {
    font-size: 1.125em;
    line-height: 1.3;
    font-weight: 700;
  }

  .round {
    flex: none;
    display: grid;
    place-items: center;
    width: 2.75em;
    min-height: 2.75em;
    padding: 0;
    border-color: transparent;
  }

  .menu-button .icon {
    stroke-width: 3;
  }

  .menu {
    position: absolute;
    z-index: 1;
    inset-block-start: 3.75em;
    inset-inline-end: 0.75em;
    min-width: min(14em, 100% - 1.5em);
    max-width: calc(100% - 1.5em);
    padding: 0.375em;
    border: 1px solid var(--border);
    border-radius: min(var(--round), 1em);
    background: var(--ground);
    box-shadow: 0 0.5em 1.5em rgb(0 0 0 / 18%);
    list-style: none;
  }

  .item {
    width: 100%;
    border-color: transparent;
  }

  .item:focus-visible {
    outline-offset: -3px;
    box-shadow: none;
  }

  .sure {
    grid-row: 2;
    padding: 1em 1.25em;
    background: var(--surface);
    border-block-end: 1px solid var(--border);
  }

  .sure .row {
    margin-block-start: 0.75em;
  }

  .sure .mini {
    min-height: 2.75em;
  }

  .log {
    grid-row: 3;
    overflow-y: auto;
    overscroll-behavior: contain;
    padding: 1.25em;
  }

  .log:focus-visible {
    outline-offset: -3px;
    box-shadow: none;
  }

  article,
  .intro {
    max-width: 38em;
    margin-block-end: 1.75em;
  }

  article:focus {
    outline: none;
  }

  article:focus-visible {
    outline: 3px solid var(--focus);
    outline-offset: 0.375em;
    box-shadow: none;
  }

  .visitor {
    display: grid;
    justify-items: end;
    margin-inline-start: auto;
  }

  .bubble {
    max-width: min(100%, 30em);
    padding: 0.625em 1em;
    border-radius: min(var(--round), 1em);
    background: var(--surface);
    white-space: pre-wrap;
  }

  .from {
    margin-block-end: 0.25em;
    font-size: 0.8125em;
    color: var(--subtle);
  }

  .from strong {
    color: var(--text);
  }

  .text > * + * {
    margin-block-start: 0.75em;
  }

  .text ul,
  .text ol {
    padding-inline-start: 1.375em;
  }

  .text li + li {
    margin-block-start: 0.375em;
  }

  .sources {
    display: flex;
    gap: 0.625em;
    margin-block-start: 1em;
    font-size: 0.875em;
  }

  .sources .icon {
    margin-block-start: 0.15em;
    color: var(--subtle);
  }

  .sources ul {
    list-style: none;
  }

  .place {
    display: block;
    color: var(--subtle);
  }

  .choices {
    display: grid;
    gap: 0.5em;
    margin-block-start: 1em;
  }

  .choice {
    display: flex;
    gap: 0.75em;
    align-items: center;
    justify-content: space-between;
    padding: 0.625em 1em;
    line-height: 1.4;
    color: var(--link);
    font-weight: 500;
  }

  .choice .icon:first-child {
    order: 1;
  }

  .past {
    margin-block-start: 1em;
  }

  .past p {
    display: flex;
    gap: 0.375em;
  }

  .past strong {
    color: var(--text);
  }

  .past * + p {
    margin-block-start: 0.375em;
  }

  .past ul {
    display: flex;
    flex-wrap: wrap;
    gap: 0.125em 1.25em;
    list-style: none;
  }

  .rating {
    margin-block-start: 1em;
  }

  .rating [role='group'] {
    display: flex;
    flex-wrap: wrap;
    gap: 0.5em;
    align-items: center;
  }

  .rating p,
  .why {
    margin-block-start: 0.625em;
  }

  .why label {
    display: block;
  }

  .why textarea {
    display: block;
    margin-block: 0.375em 0.5em;
  }

  [aria-pressed='true'] {
    background: var(--accent);
    color: var(--on-accent);
    border-color: transparent;
  }

  [aria-pressed='true']:hover {
    background: var(--accent);
  }

  .intro button {
    margin-block-start: 1em;
  }

  .notice,
  .trouble,
  .busy {
    max-width: 38em;
  }

  .notice,
  .trouble {
    padding: 0.75em 1em;
    border-inline-start: 4px solid var(--accent);
    border-radius: min(var(--round), 0.25em);
    background: var(--surface);
    margin-block-end: 1em;
  }

  .trouble {
    border-color: var(--error);
  }

  .trouble button {
    margin-block-start: 0.625em;
  }

  .busy {
    display: flex;
    gap: 0.625em;
    align-items: center;
    color: var(--subtle);
  }

  .dots {
    display: flex;
    gap: 0.25em;
  }

  .dots i {
    width: 0.4em;
    height: 0.4em;
    border-radius: 50%;
    background: currentColor;
    animation: breathe 1.4s infinite;
  }

  .dots i:nth-child(2) {
    animation-delay: 0.2s;
  }

  .dots i:nth-child(3) {
    animation-delay: 0.4s;
  }

  @keyframes breathe {
    50% {
      opacity: 0.25;
    }
  }

  .composer {
    grid-row: 4;
    padding: 0.875em 1.25em 1em;
    border-block-start: 1px solid var(--hairline, var(--border));
  }

  .composer label {
    font-weight: 600;
  }

  .composer .row {
    margin-block: 0.25em 0.375em;
  }

  textarea {
    flex: 1 1 8em;
    width: 100%;
    min-width: 0;
    min-height: 2.75em;
    max-height: 9em;
    padding: 0.625em 0.75em;
    line-height: 1.4;
    border: 1px solid var(--border);
    border-radius: min(var(--round), 1em);
    background: var(--ground);
    resize: none;
    field-sizing: content;
  }

  textarea:focus-visible {
    outline-offset: 0;
    border-color: transparent;
    box-shadow: none;
  }

  @media (max-width: 30em) {
    header {
      padding: 0.5em 0.25em 0.5em 1em;
    }

    h2 {
      font-size: 1em;
    }

    .log,
    .composer {
      padding: 0.75em 1em;
    }

    .composer .icon {
      display: none;
    }

    .floats {
      inset: 0;
      width: auto;
      height: auto;
      border-width: 4px 0 0;
      border-radius: 0;
    }
  }

  /* As at 400 % zoom: nothing fits beside anything else, so the panel scrolls as a whole. */
  @media (max-height: 30em) {
    .floats {
      inset: 0;
      width: auto;
      height: auto;
      border-width: 4px 0 0;
      border-radius: 0;
    }

    .panel {
      display: block;
      overflow-y: auto;
    }

    .log {
      overflow-y: visible;
    }
  }

  @media (prefers-reduced-motion: reduce) {
    .dots i {
      animation: none;
    }
  }

  @media print {
    .launcher,
    .floats,
    .composer {
      display: none;
    }

    .panel {
      height: auto;
    }
  }

  @media (forced-colors: active) {
    .main,
    .badge,
    .bubble,
    .sure {
      border: 1px solid ButtonBorder;
    }

    [aria-pressed='true'] {
      border: 3px solid Highlight;
    }

    .dots i {
      background: CanvasText;
    }
  }
`;
