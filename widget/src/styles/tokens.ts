import { css } from 'lit';

/**
 * The house style, each from the first that is there: the widget's own token, `--nl-*`, `--utrecht-*`,
 * `--basis-*`, the default. README.md has the table.
 *
 * The defaults follow the page's `color-scheme`, not the visitor's system: a page without a dark version stays light.
 */
export const tokens = css`
  .root {
    --default-ground: #fff;
    --default-text: #1c2126;
    --default-accent: #154273;
    --default-on-accent: #fff;
    --default-border: #75808b;
    --default-error: #a4161a;
  }

  @supports (color: light-dark(#000, #fff)) {
    .root {
      --default-ground: light-dark(#fff, #171b20);
      --default-text: light-dark(#1c2126, #eef1f4);
      --default-accent: light-dark(#154273, #a3c9f1);
      --default-on-accent: light-dark(#fff, #10202f);
      --default-border: light-dark(#75808b, #84909c);
      --default-error: light-dark(#a4161a, #ffa4a0);
    }
  }

  .root {
    --ground: var(
      --zakboek-achtergrond,
      var(--utrecht-document-background-color, var(--basis-color-default-bg-document, var(--default-ground)))
    );
    --text: var(
      --zakboek-tekst,
      var(
        --nl-paragraph-color,
        var(--utrecht-document-color, var(--basis-color-default-color-document, var(--default-text)))
      )
    );
    --subtle: var(--zakboek-tekst-zacht, var(--basis-color-default-color-subtle, var(--mixed-subtle)));
    --accent: var(
      --zakboek-accent,
      var(
        --nl-button-primary-background-color,
        var(
          --utrecht-button-primary-action-background-color,
          var(--basis-color-action-1-color-default, var(--default-accent))
        )
      )
    );
    --on-accent: var(
      --zakboek-op-accent,
      var(
        --nl-button-primary-color,
        var(--utrecht-button-primary-action-color, var(--basis-color-action-1-bg-document, var(--default-on-accent)))
      )
    );
    --link: var(
      --zakboek-link,
      var(--nl-link-color, var(--utrecht-link-color, var(--basis-color-action-1-color-default, var(--accent))))
    );
    --border: var(
      --zakboek-rand,
      var(
        --nl-text-input-border-color,
        var(--utrecht-form-control-border-color, var(--basis-color-default-border-default, var(--default-border)))
      )
    );
    --surface: var(--zakboek-vlak, var(--basis-color-default-bg-subtle, var(--mixed-surface)));
    --error: var(
      --zakboek-fout,
      var(
        --nl-form-field-error-message-color,
        var(--utrecht-form-field-error-message-color, var(--basis-color-negative-color-default, var(--default-error)))
      )
    );
    --focus: var(
      --zakboek-focus,
      var(--nl-focus-outline-color, var(--utrecht-focus-outline-color, var(--basis-focus-outline-color, var(--text))))
    );
    --round: var(
      --zakboek-ronding,
      var(--nl-button-border-radius, var(--utrecht-button-border-radius, var(--basis-border-radius-md, 0.5em)))
    );
    --mixed-subtle: var(--text);
    --mixed-surface: var(--ground);
  }

  @supports (color: color-mix(in srgb, #000, #fff)) {
    .root {
      --mixed-subtle: color-mix(in srgb, var(--text) 78%, var(--ground));
      --mixed-surface: color-mix(in srgb, var(--accent) 9%, var(--ground));
      --hairline: color-mix(in srgb, var(--text) 16%, var(--ground));
    }
  }
`;
