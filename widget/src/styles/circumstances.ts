import { css } from 'lit';

/** Small and low screens, less movement, paper, forced colours. Last, for it changes the others. */
export const circumstances = css`
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
    .composer,
    .round,
    .menu,
    .sure {
      display: none;
    }

    /* In the page's flow; where the page gives it a height of its own, it ends there. */
    :host([weergave='paneel']) {
      height: auto !important;
      max-height: 100% !important;
      overflow: hidden;
    }

    .root,
    .panel {
      height: auto;
    }

    .panel {
      display: block;
    }

    .log {
      overflow: visible;
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
