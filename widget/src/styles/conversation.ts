import { css } from 'lit';

/** Messages and what belongs to them, what is under way, and trouble. */
export const conversation = css`
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
`;
