import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { isUniqueViolation } from './errors.ts';
import type { Transaction } from './sql.ts';
import { openTestDatabase } from './testing.ts';

const database = await openTestDatabase();
afterAll(() => database.close());

beforeEach(() => database.script('DROP TABLE IF EXISTS note; CREATE TABLE note (id int PRIMARY KEY)'));

const add = (sql: Pick<Transaction, 'execute'>, id: number) =>
  sql.execute('INSERT INTO note VALUES ($1::int)', [id]);
const notes = async () =>
  (await database.query<{ id: number }>('SELECT id FROM note ORDER BY id')).map(({ id }) => id);

describe('a transaction', () => {
  test('is stored when it resolves', async () => {
    expect(await database.transaction((tx) => add(tx, 1))).toBe(1);
    expect(await notes()).toEqual([1]);
  });

  test('is undone when it throws, and throws on', async () => {
    const failing = database.transaction(async (tx) => {
      await add(tx, 1);
      throw new Error('second thoughts');
    });
    await expect(failing).rejects.toThrow('second thoughts');
    expect(await notes()).toEqual([]);
  });

  test('that swallowed a failure rejects, for nothing was stored', async () => {
    const failing = database.transaction(async (tx) => {
      await add(tx, 1);
      await add(tx, 1).catch(() => {});
    });
    await expect(failing).rejects.toThrow(/Nothing was committed/);
    expect(await notes()).toEqual([]);
  });

  test('whose deferred constraint fails at the commit rejects', async () => {
    await database.script(`DROP TABLE IF EXISTS pair; CREATE TABLE pair (id int, other int,
      UNIQUE (id), FOREIGN KEY (other) REFERENCES pair (id) DEFERRABLE INITIALLY DEFERRED)`);
    const failing = database.transaction((tx) => tx.execute('INSERT INTO pair VALUES (1, 2)'));
    await expect(failing).rejects.toMatchObject({ code: '23503' });
    expect(await database.query('SELECT * FROM pair')).toEqual([]);
  });

  test('runs its statements one after another even when they are asked for together', async () => {
    await database.transaction(async (tx) => {
      await Promise.all([1, 2, 3].map((id) => add(tx, id)));
    });
    expect(await notes()).toEqual([1, 2, 3]);
  });

  test('refuses its handle afterwards', async () => {
    let kept: Transaction | undefined;
    await database.transaction(async (tx) => {
      kept = tx;
    });
    await expect(kept?.query('SELECT 1')).rejects.toThrow(/transaction is over/);
  });

  test('refuses the database inside, which would wait for ever on one connection', async () => {
    const inside = (work: () => Promise<unknown>) => database.transaction(async () => void (await work()));
    await expect(inside(() => database.query('SELECT 1'))).rejects.toThrow(/use the tx/);
    await expect(inside(() => database.transaction(async () => {}))).rejects.toThrow(/use the tx/);
    await expect(inside(() => database.prisma.project.count())).rejects.toThrow(/use the tx/);
    await expect(database.ping()).resolves.toBeUndefined();
  });

  test('rejects with what a write failed with that nobody waited for', async () => {
    const failing = database.transaction(async (tx) => {
      tx.later(add(tx, 1));
      tx.later(add(tx, 1));
      tx.later(add(tx, 2));
    });
    await expect(failing).rejects.toSatisfy(isUniqueViolation);
    const working = database.transaction(async (tx) => {
      tx.later(add(tx, 1));
      tx.later(add(tx, 1));
      return tx.query('SELECT id FROM note');
    });
    await expect(working).rejects.toSatisfy(isUniqueViolation);
    await database.transaction(async (tx) => tx.later(add(tx, 3)));
    expect(await notes()).toEqual([3]);
  });

  test('whose beginning fails runs nothing of what was sent behind it, and rejects with that', async () => {
    const failing = database.transaction((tx) => add(tx, 1), { statementTimeoutMs: -5 });
    await expect(failing).rejects.toMatchObject({ code: '22023' });
    expect(await notes()).toEqual([]);
  });

  test('can be read only', async () => {
    const failing = database.transaction((tx) => add(tx, 1), { readOnly: true });
    await expect(failing).rejects.toMatchObject({ code: '25006' });
  });
});

describe('a savepoint', () => {
  test('undoes only its own part', async () => {
    await database.transaction(async (tx) => {
      await add(tx, 1);
      const failing = tx.savepoint(async (inner) => {
        await add(inner, 2);
        await add(inner, 1);
      });
      await expect(failing).rejects.toSatisfy(isUniqueViolation);
      await tx.savepoint((inner) => add(inner, 3));
    });
    expect(await notes()).toEqual([1, 3]);
  });

  test('is undone by a write that nobody waited for, and by that alone', async () => {
    await database.transaction(async (tx) => {
      tx.later(add(tx, 1));
      const failing = tx.savepoint(async (inner) => {
        inner.later(add(inner, 2));
        inner.later(add(inner, 1));
      });
      await expect(failing).rejects.toSatisfy(isUniqueViolation);
      tx.later(add(tx, 3));
    });
    expect(await notes()).toEqual([1, 3]);
  });

  test('nests', async () => {
    await database.transaction((tx) =>
      tx.savepoint(async (outer) => {
        await add(outer, 1);
        await outer.savepoint((inner) => add(inner, 1)).catch(() => {});
        await add(outer, 2);
      }),
    );
    expect(await notes()).toEqual([1, 2]);
  });

  test('that swallowed a failure is undone and says so', async () => {
    await database.transaction(async (tx) => {
      const failing = tx.savepoint(async (inner) => {
        await add(inner, 1);
        await add(inner, 1).catch(() => {});
      });
      await expect(failing).rejects.toMatchObject({ code: '25P02' });
      await add(tx, 2);
    });
    expect(await notes()).toEqual([2]);
  });

  test('beside another open one is refused, for one would undo the other', async () => {
    await database.transaction(async (tx) => {
      const first = tx.savepoint((inner) => add(inner, 1));
      await expect(tx.savepoint((inner) => add(inner, 2))).rejects.toThrow(/still open/);
      await first;
    });
    expect(await notes()).toEqual([1]);
  });
});

describe('many at once', () => {
  test('raw and Prisma transactions neither mix nor block each other', async () => {
    const raw = Array.from({ length: 10 }, (_, id) =>
      database.transaction(async (tx) => {
        await add(tx, id);
        await new Promise((resolve) => setTimeout(resolve, 5));
        if (id % 2) throw new Error('odd');
      }),
    );
    const prisma = Array.from({ length: 10 }, (_, index) =>
      database.prisma.$transaction(async (tx) => {
        await tx.$executeRawUnsafe(`INSERT INTO note VALUES (${100 + index})`);
        await new Promise((resolve) => setTimeout(resolve, 5));
        if (index % 2) throw new Error('odd');
      }),
    );
    const single = Array.from({ length: 10 }, () => database.query('SELECT 1 AS one'));
    const outcomes = await Promise.allSettled([...raw, ...prisma, ...single]);
    expect(outcomes.filter(({ status }) => status === 'rejected')).toHaveLength(10);
    expect(await notes()).toEqual([0, 2, 4, 6, 8, 100, 102, 104, 106, 108]);
  });

  test('a failed query leaves the connection fit for the next one, through Prisma too', async () => {
    await expect(database.query('SELECT 1/0')).rejects.toMatchObject({ code: '22012' });
    await expect(database.prisma.$queryRawUnsafe('SELECT 1/0')).rejects.toThrow();
    expect(await database.query('SELECT 2 AS two')).toEqual([{ two: 2 }]);
  });
});

describe('Prisma', () => {
  const project = {
    id: '01890a5d-ac96-774b-bcce-b302099a8057',
    name: 'Acme',
    siteKey: 'pk_test_1',
    homeUrl: 'https://acme.test',
  };

  test('writes what raw SQL reads, to the millisecond', async () => {
    const createdAt = new Date('2026-03-29T01:30:00.123Z');
    await database.prisma.project.create({ data: { ...project, createdAt, theme: { accent: '#123456' } } });
    const rows = await database.query('SELECT created_at, theme FROM project');
    expect(rows).toEqual([{ created_at: createdAt, theme: { accent: '#123456' } }]);
    const [read] = await database.prisma.project.findMany({ select: { createdAt: true, theme: true } });
    expect(read).toEqual({ createdAt, theme: { accent: '#123456' } });
  });

  test('names a duplicate as raw SQL does', async () => {
    await expect(database.prisma.project.create({ data: project })).rejects.toSatisfy(isUniqueViolation);
  });

  test('rolls back a transaction whose commit the ledger refuses', async () => {
    const projectId = project.id;
    const account = '01890a5d-ac96-774b-bcce-b302099a8058';
    const transaction = '01890a5d-ac96-774b-bcce-b302099a8059';
    const unbalanced = database.prisma.$transaction(async (tx) => {
      await tx.ledgerAccount.create({ data: { projectId, id: account, kind: 'issuance' } });
      await tx.ledgerTransaction.create({
        data: { projectId, id: transaction, reason: 'test', sourceId: transaction },
      });
      await tx.ledgerEntry.create({
        data: { projectId, transactionId: transaction, accountId: account, amount: 5 },
      });
    });
    await expect(unbalanced).rejects.toThrow();
    expect(await database.prisma.ledgerAccount.count()).toBe(0);
  });
});
