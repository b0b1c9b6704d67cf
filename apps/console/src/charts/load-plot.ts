import { locale } from '../format/locale.ts';

const speaksATag = (): boolean => {
  try {
    return Intl.getCanonicalLocales(navigator.language).length > 0;
  } catch {
    return false;
  }
};

/**
 * The code that draws, fetched when the first chart is. uPlot asks Intl for the browser's own language as it
 * loads, and a browser on a system without a language names one that Intl refuses: it is given ours then.
 */
export const loadPlot = () => {
  if (!speaksATag()) Object.defineProperty(navigator, 'language', { value: locale, configurable: true });
  return import('./plot.ts');
};
