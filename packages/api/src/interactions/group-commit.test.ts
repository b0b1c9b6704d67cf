import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { GroupCommit, type GroupCommitOptions } from './group-commit.ts';

/** A database that answers when it is told to, and can be away. */
class Disk {
  readonly groups: number[][] = [];
  isAway = false;
  #held: (() => void)[] = [];
  isHolding = false;

  readonly commit = async (items: number[]): Promise<string[]> => {
    this.groups.push(items);
    if (this.isHolding) await new Promise<void>((resolve) => this.#held.push(resolve));
    if (this.isAway) throw Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' });
    return items.map((item) => `stored ${item}`);
  };

  release(): void {
    this.isHolding = false;
    for (const go of this.#held.splice(0)) go();
  }
}

const open = (disk: Disk, options: Partial<GroupCommitOptions<number, string>> = {}) =>
  new GroupCommit<number, string>({ commit: disk.commit, weigh: () => 1, ...options });

describe('group commit', () => {
  it('lets callers of the same moment share one commit, each with their own answers', async () => {
    const disk = new Disk();
    const group = open(disk);

    const answers = await Promise.all([group.add([1, 2]), group.add([3]), group.add([4, 5])]);

    expect(disk.groups).toEqual([[1, 2, 3, 4, 5]]);
    expect(answers).toEqual([['stored 1', 'stored 2'], ['stored 3'], ['stored 4', 'stored 5']]);
  });

  it('gathers those who come during a commit, with at most two commits in flight', async () => {
    const disk = new Disk();
    disk.isHolding = true;
    const group = open(disk);
    const answers = [group.add([1])];
    await pause(2);
    answers.push(group.add([2]), group.add([3]));
    await pause(20);
    answers.push(group.add([4]), group.add([5]));
    await pause(20);
    expect(disk.groups).toEqual([[1], [2, 3]]);

    disk.release();
    await Promise.all(answers);

    expect(disk.groups).toEqual([[1], [2, 3], [4, 5]]);
  });

  it('waits for others while a commit is in flight, but not for ever', async () => {
    const disk = new Disk();
    disk.isHolding = true;
    const group = open(disk, { maxDelayMs: 300 });
    const answers = [group.add([1])];
    await pause(2);
    answers.push(group.add([2]));
    // Two turns of the event loop, and more, in which an eager one would have gone.
    await pause(2);
    answers.push(group.add([3]));
    expect(disk.groups).toEqual([[1]]);
    await expect.poll(() => disk.groups).toEqual([[1], [2, 3]]);

    disk.release();
    await Promise.all(answers);
  });

  it('fills a group to the last item, and sends it as soon as it is full', async () => {
    const disk = new Disk();
    disk.isHolding = true;
    const group = open(disk, { maxItems: 4, maxDelayMs: 60_000 });
    const answers = [group.add([1, 2]), group.add([3, 4])];
    expect(disk.groups).toEqual([[1, 2, 3, 4]]);
    answers.push(group.add([5, 6]), group.add([7, 8]), group.add([9]));
    expect(disk.groups).toEqual([
      [1, 2, 3, 4],
      [5, 6, 7, 8],
    ]);

    disk.release();
    await Promise.all(answers);
    expect(disk.groups.at(-1)).toEqual([9]);
  });

  it('sends a full group at once and never parts a caller', async () => {
    const disk = new Disk();
    disk.isHolding = true;
    const group = open(disk, { maxItems: 4, maxDelayMs: 60_000 });
    const answers = [group.add([1])];
    await pause(2);
    answers.push(group.add([2, 3, 4]), group.add([5, 6]));
    expect(disk.groups).toEqual([[1], [2, 3, 4]]);

    disk.release();
    await Promise.all(answers);
    expect(disk.groups.at(-1)).toEqual([5, 6]);
  });

  it('parts a heavy queue into groups that the database can swallow', async () => {
    const disk = new Disk();
    const group = open(disk, { weigh: (item) => item, maxGroupWeight: 10 });

    await Promise.all([group.add([6]), group.add([4]), group.add([1]), group.add([99])]);

    expect(disk.groups).toEqual([[6, 4], [1], [99]]);
  });

  it('turns callers away rather than growing without bounds', async () => {
    const disk = new Disk();
    disk.isHolding = true;
    const group = open(disk, { maxInFlight: 1, maxWaiting: 3 });
    const heavy = open(disk, { maxInFlight: 1, weigh: (item) => item, maxWeight: 100 });
    const answers = [group.add([1]), heavy.add([1])];
    await pause(2);
    answers.push(group.add([2, 3]), heavy.add([98]));

    const full = { reason: 'unavailable', retryAfter: 2, message: 'Too much is waiting to be stored.' };
    await expect(group.add([4, 5])).rejects.toMatchObject(full);
    await expect(heavy.add([3])).rejects.toMatchObject(full);
    // Exactly as much as there is room for is taken.
    answers.push(group.add([4]), heavy.add([2]));
    await expect(group.add([5])).rejects.toMatchObject(full);
    await expect(heavy.add([1])).rejects.toMatchObject(full);
    disk.release();
    await Promise.all(answers);
    expect(await group.add([6])).toEqual(['stored 6']);
  });

  it('says at once that the database is away, and comes back by itself', async () => {
    const disk = new Disk();
    disk.isAway = true;
    disk.isHolding = true;
    const group = open(disk, { maxInFlight: 1, restMs: 30 });
    const first = group.add([1]);
    await pause(2);
    const waiting = group.add([2]);
    const settled = Promise.allSettled([first, waiting]);
    disk.release();

    expect((await settled).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    await expect(group.add([3])).rejects.toMatchObject({
      reason: 'unavailable',
      retryAfter: 2,
      message: 'The database is away.',
    });
    expect(disk.groups).toEqual([[1]]);

    await pause(40);
    disk.isAway = false;
    expect(await group.add([4])).toEqual(['stored 4']);
  });

  it('tries with a single group whether the database is back', async () => {
    const disk = new Disk();
    disk.isAway = true;
    const group = open(disk, { restMs: 10 });
    await expect(group.add([1])).rejects.toThrow('ECONNREFUSED');
    await pause(20);
    disk.isHolding = true;
    const probe = group.add([2]);
    await pause(2);
    const behind = group.add([3]);
    await pause(20);

    expect(disk.groups).toEqual([[1], [2]]);
    disk.isAway = false;
    disk.release();
    expect(await Promise.all([probe, behind])).toEqual([['stored 2'], ['stored 3']]);

    // It is: two at a time again.
    disk.isHolding = true;
    const both = [group.add([4])];
    await pause(2);
    both.push(group.add([5]));
    await expect.poll(() => disk.groups.slice(-2)).toEqual([[4], [5]]);
    disk.release();
    await Promise.all(both);
  });

  it("fails only its own group's callers when something unexpected breaks", async () => {
    const group = new GroupCommit<number, string>({
      commit: async ([item]) => {
        if (item === 1) throw new Error('a defect');
        return ['stored'];
      },
      weigh: () => 1,
    });

    await expect(group.add([1])).rejects.toThrow('a defect');
    expect(await group.add([2])).toEqual(['stored']);
  });
});
