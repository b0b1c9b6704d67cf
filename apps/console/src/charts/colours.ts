/** What a canvas paints with: it knows no custom properties, so that each is asked of an element. */
export interface Colours {
  text: string;
  muted: string;
  border: string;
  surface: string;
  /** By place, 1 to 4. */
  series: (place: number) => string;
}

/** A colour of the page's as the browser has worked it out, by the theme that holds now. */
const computed = (probe: HTMLElement, name: string): string => {
  probe.style.color = `var(${name})`;
  return getComputedStyle(probe).color;
};

/** Reads the colours that hold where `host` stands. */
export const coloursOf = (host: HTMLElement): Colours => {
  const probe = document.createElement('span');
  probe.hidden = true;
  host.append(probe);
  const series = [1, 2, 3, 4].map((place) => computed(probe, `--series-${place}`));
  const colours = {
    text: computed(probe, '--text'),
    muted: computed(probe, '--muted'),
    border: computed(probe, '--border'),
    surface: computed(probe, '--surface'),
    series: (place: number) => series[place - 1] ?? '',
  };
  probe.remove();
  return colours;
};

/** The same colour, so transparent: `rgb(1, 2, 3)` at 0.1. */
export const faint = (colour: string, alpha: number): string =>
  `color-mix(in srgb, ${colour} ${alpha * 100}%, transparent)`;
