import { describe, expect, it } from 'vitest';
import { contrast, isColor, luminance } from './contrast.ts';

describe('contrast', () => {
  it('is 21 between black and white, and 1 of a colour with itself', () => {
    expect(contrast('#000000', '#ffffff')).toBeCloseTo(21, 10);
    expect(contrast('#ffffff', '#000000')).toBeCloseTo(21, 10);
    expect(contrast('#b4400f', '#b4400f')).toBe(1);
  });

  // WCAG's own example of the lightest grey that passes on white.
  it('is just above 4.5 for #767676 on white, and just below for #777777', () => {
    expect(contrast('#767676', '#ffffff')).toBeCloseTo(4.54, 2);
    expect(contrast('#777777', '#ffffff')).toBeCloseTo(4.48, 2);
  });

  it('weighs green most: its luminance is 0.7152', () => {
    expect(luminance('#00ff00')).toBeCloseTo(0.7152, 6);
  });

  it('knows a colour from anything else', () => {
    expect(['#AbC123', '#abc', 'red', '#abcdeg', ''].map(isColor)).toEqual([
      true,
      false,
      false,
      false,
      false,
    ]);
  });
});
