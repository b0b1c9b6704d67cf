/** As tall as each widget's skeleton: what stands below does not move when the widget's code arrives. */
const sheet = `hearth-checklist,hearth-rewards,hearth-feed,hearth-referral,hearth-nps:not([mode=prompt]){&:not(:defined){display:block;min-height:20rem}}hearth-referral:not(:defined){min-height:11rem}hearth-nps:not(:defined){min-height:9.5rem}`;

/** Keeps room for the widgets that the page will show, until they are defined and keep it themselves. */
export const reserveSpace = (): void => {
  const style = new CSSStyleSheet();
  style.replaceSync(sheet);
  document.adoptedStyleSheets.push(style);
};
