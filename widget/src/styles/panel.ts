import { css } from 'lit';

/** The panel with its head, menu and question before something drastic. */
export const panel = css`
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

  .menu .link a {
    display: block;
    min-height: 2.75em;
    padding: 0.5em 1em;
  }

  .last-day {
    padding: 0.5em 0.75em;
    font-size: 0.875em;
  }

  .item:focus-visible,
  .menu .link a:focus-visible {
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
`;
