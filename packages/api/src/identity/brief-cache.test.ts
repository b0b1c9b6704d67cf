import { beforeEach, describe, expect, it } from 'vitest';
import { BriefCache } from './brief-cache.ts';

let now: number;
let loads: string[];
let cache: BriefCache<string>;
beforeEach(() => {
  now = 0;
  loads = [];
  cache = new BriefCache({ size: 2, lifetime: 1_000, now: () => now });
});

const ask = (key: string): Promise<string> =>
  cache.get(key, async () => {
    loads.push(key);
    return `${key} ${loads.length}`;
  });

describe('a cache for a short while', () => {
  it('asks once for all who want the same, until its time is up', async () => {
    expect(await Promise.all([ask('a'), ask('a')])).toEqual(['a 1', 'a 1']);
    now = 999;
    expect(await ask('a')).toBe('a 1');
    now = 1_000;
    expect(await ask('a')).toBe('a 2');
  });

  it('holds as many as it may, and lets go of whom nobody asked for longest', async () => {
    await ask('a');
    await ask('b');
    await ask('a');
    await ask('c');
    expect(loads).toEqual(['a', 'b', 'c']);
    await ask('a');
    await ask('c');
    expect(loads).toEqual(['a', 'b', 'c']);
    await ask('b');
    expect(loads).toEqual(['a', 'b', 'c', 'b']);
  });

  it('does not remember what failed, nor forgets because of it what came after', async () => {
    await expect(cache.get('a', () => Promise.reject(new Error('away')))).rejects.toThrow('away');
    expect(await ask('a')).toBe('a 1');

    let fail: (error: Error) => void = () => {};
    const slow = cache.get('b', () => new Promise<string>((_, reject) => (fail = reject)));
    now = 1_000;
    await ask('b');
    fail(new Error('late'));
    await expect(slow).rejects.toThrow('late');
    await ask('b');
    expect(loads).toEqual(['a', 'b']);
  });

  it('forgets everything when it is told to', async () => {
    await ask('a');
    cache.clear();
    expect(await ask('a')).toBe('a 2');
  });
});
