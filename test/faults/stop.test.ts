import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { signMember } from '../wire.ts';
import { openStage } from './stage.ts';

const stage = openStage();
const { again } = stage;
const streams = 40;

/** Reads the feed's live changes; `heard` counts bytes, `ended` resolves when the stream is over, however. */
async function openStream(sub: string) {
  const token = await signMember(stage.stack.demo, { sub });
  const response = await fetch(`${stage.stack.api}/w/${stage.stack.demo.siteKey}/feed.live`, {
    headers: { authorization: `Bearer ${token}` },
  });
  if (!response.body) throw new Error(`The stream was answered ${response.status}`);
  const reader = response.body.getReader();
  const stream = { status: response.status, heard: 0, ended: Promise.resolve() };
  stream.ended = (async () => {
    for (;;) {
      const { value, done } = await reader.read();
      if (done) return;
      stream.heard += value.length;
    }
    // A stream that is cut off rejects: that is an end too.
  })().catch(() => {});
  return stream;
}

describe('a server that is told to stop under load', () => {
  test('leaves within five seconds, ends its live streams, and has lost nothing', async () => {
    const load = await stage.begin({ members: 10 });
    const open = await Promise.all(
      Array.from({ length: streams }, (_, index) => openStream(`reader-${index}`)),
    );
    // Really live: what is posted is heard, by everybody.
    await expect
      .poll(() => Math.min(...open.map(({ heard }) => heard)), { message: again, timeout: 30_000 })
      .toBeGreaterThan(100);
    const since = performance.now();
    await stage.stack.backend().end('SIGTERM');
    const took = performance.now() - since;
    const ended = await Promise.race([Promise.all(open.map((stream) => stream.ended)), pause(2000, 'open')]);
    await stage.stack.restart();
    load.hurry();
    await pause(500);
    await load.end();

    expect(took, again).toBeLessThan(5000);
    expect(stage.stack.backend().exitCode, again).toBeNull();
    expect(ended, 'a stream outlived its server').not.toBe('open');
    expect(new Set(open.map(({ status }) => status)), again).toEqual(new Set([200]));
    expect(await load.problems(), again).toEqual([]);
    expect(
      load.missed.filter((status) => status !== 0 && status !== 503),
      again,
    ).toEqual([]);
    expect(load.history.count('accepted'), again).toBeGreaterThan(300);
  });
});
