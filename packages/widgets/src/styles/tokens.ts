import { css } from 'lit';

/**
 * The one design language. Public tokens (`--hearth-*`) are the host page's to set; private ones (`--_*`) are
 * what the styles use, each falling back from the page's token to the project's theme to our own value.
 *
 * Light and dark follow the page's own `color-scheme`, so a host's theme switch needs no wiring; the `theme`
 * attribute overrides it.
 */
export const tokens = css`
  :host {
    --_accent: var(--hearth-accent, var(--_theme-accent, light-dark(#b4400f, #f59a62)));
    /* Black or white, whichever reads better on the theme's accent (WCAG 2): where its luminance is 0.179, both do alike. */
    --_theme-on-accent: color(
      from var(--_theme-accent) srgb-linear clamp(0, (0.179 - 0.2126 * r - 0.7152 * g - 0.0722 * b) * 9999, 1)
        clamp(0, (0.179 - 0.2126 * r - 0.7152 * g - 0.0722 * b) * 9999, 1)
        clamp(0, (0.179 - 0.2126 * r - 0.7152 * g - 0.0722 * b) * 9999, 1)
    );
    --_on-accent: var(--hearth-on-accent, var(--_theme-on-accent, light-dark(#fff, #2a1206)));
    --_surface: var(--hearth-surface, light-dark(#fff, #1d1b1a));
    --_sunken: var(--hearth-surface-sunken, light-dark(#f6f4f1, #282523));
    --_border: var(--hearth-border, light-dark(#e4dfd9, #3b3734));
    --_control: var(--hearth-control-border, light-dark(#8c847c, #857d76));
    --_text: var(--hearth-text, light-dark(#221e1b, #f1edea));
    --_muted: var(--hearth-text-muted, light-dark(#655d56, #b0a79f));
    --_danger: var(--hearth-danger, light-dark(#b3261e, #f2a19a));
    --_success: var(--hearth-success, light-dark(#1f7a4d, #7ad0a3));
    --_radius: var(--hearth-radius, var(--_theme-radius, 14px));
    --_radius-small: calc(var(--_radius) * 0.6);
    --_font: var(--hearth-font, inherit);
    --_shadow: var(
      --hearth-shadow,
      0 1px 2px light-dark(#221e1b14, #00000066),
      0 12px 32px -8px light-dark(#221e1b2e, #000000a6)
    );
    --_accent-soft: color-mix(in oklab, var(--_accent) 10%, var(--_surface));
    --_ease: cubic-bezier(0.2, 0.7, 0.2, 1);
  }
  :host([theme='light']) {
    color-scheme: light;
  }
  :host([theme='dark']) {
    color-scheme: dark;
  }
  :host([theme='auto']) {
    color-scheme: light dark;
  }
`;
