import { css } from 'lit';

/** Where the visitor types. */
export const composer = css`
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
    font-size: max(1em, 16px); /* below that a phone zooms in */
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
`;
