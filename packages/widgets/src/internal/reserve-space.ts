import { isResting } from '../nps/cooldown.ts';

/** As each widget's skeleton is tall: what stands below does not move when the widget's code arrives. */
const heights = {
  checklist: '20rem',
  rewards: '30rem',
  feed: '25.6rem',
  referral: '13.4rem',
  // Its scores stand in two rows where it is narrow, which before it is there only the window's width can tell.
  'nps:not([mode=prompt])': 'clamp(9.5rem,(27rem - 100vw)*999,15.5rem)',
};

/** Keeps room for the widgets that the page will show, until they are defined; what the page itself says of them wins. */
export const reserveSpace = (): void => {
  const style = new CSSStyleSheet();
  // No room for a question that was answered here.
  for (const [widget, height] of Object.entries(heights))
    if (widget[0] !== 'n' || !isResting())
      style.insertRule(`:where(hearth-${widget}:not(:defined)){display:block;min-height:${height}}`);
  document.adoptedStyleSheets.push(style);
};
