import type { WidgetName } from '@hearth/schema';
import { isResting } from '../nps/cooldown.ts';

/** As each widget's skeleton is tall: what stands below does not move when the widget's code arrives. */
const heights: Record<WidgetName, string> = {
  checklist: '20rem',
  rewards: '30rem',
  feed: '25.6rem',
  referral: '13.4rem',
  // Its scores stand in two rows where it is narrow, which before it is there only the window's width can tell.
  nps: 'clamp(9.5rem,(27rem - 100vw)*999,15.5rem)',
};

/** Keeps room for this widget until it is defined; what the page itself says of it wins. A prompt takes none. */
export const reserveSpace = (widget: WidgetName): void => {
  // Nor does a question that was answered here.
  if (widget === 'nps' && isResting()) return;
  const style = new CSSStyleSheet();
  style.insertRule(
    `:where(hearth-${widget}:not(:defined,[mode=prompt])){display:block;min-height:${heights[widget]}}`,
  );
  document.adoptedStyleSheets.push(style);
};
