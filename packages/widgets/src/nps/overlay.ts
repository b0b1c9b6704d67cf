const overlays =
  'dialog[open],[role=dialog],[role=alertdialog],[aria-modal=true],:popover-open,hearth-nps[open]';

/** Whether somebody has the visitor's attention already: a dialog, a cookie banner, another prompt, or another tab. */
export const isInterrupting = (): boolean =>
  document.hidden ||
  [...document.querySelectorAll(overlays)].some((each) => each.checkVisibility({ visibilityProperty: true }));
