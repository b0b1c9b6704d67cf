import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { text } from 'node:stream/consumers';

const PACKAGED = '/usr/lib/postgresql';

/** What came of a run: transactions committed, and how many of them in a second, connecting left out. */
export interface Bench {
  transactions: number;
  perSecond: number;
}

/** Runs PostgreSQL's own pgbench with one script over so many connections. Throws when any transaction failed. */
export async function pgbench(
  databaseUrl: string,
  script: string,
  { connections, seconds }: { connections: number; seconds: number },
): Promise<Bench> {
  const executable = findPgbench();
  const folder = await mkdtemp(join(tmpdir(), 'hearth-pgbench-'));
  try {
    const file = join(folder, 'transaction.sql');
    await writeFile(file, script);
    const options = ['-n', '-M', 'prepared', '-c', `${connections}`, '-j', '1', '-T', `${seconds}`];
    const bench = spawn(executable, [...options, '-f', file, databaseUrl], {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const [out, complaints] = await Promise.all([text(bench.stdout), text(bench.stderr)]);
    const transactions = Number(/^number of transactions actually processed: (\d+)/m.exec(out)?.[1]);
    const perSecond = Number(/^tps = ([\d.]+) \(without initial connection time\)/m.exec(out)?.[1]);
    if (!(transactions > 0) || /aborted|ERROR/.test(complaints)) {
      throw new Error(`pgbench failed:\n${complaints}${out}\nThe script was:\n${script}`);
    }
    return { transactions, perSecond };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** The one in the path, else one that came with an installed PostgreSQL; the npm package has none. */
function findPgbench(): string {
  const versions = existsSync(PACKAGED) ? readdirSync(PACKAGED).sort((a, b) => Number(b) - Number(a)) : [];
  const folders = [
    ...(process.env.PATH ?? '').split(delimiter),
    ...versions.map((version) => join(PACKAGED, version, 'bin')),
  ];
  const found = folders
    .map((folder) => join(folder, 'pgbench'))
    .find((file) => existsSync(file) && spawnSync(file, ['--version']).status === 0);
  if (found !== undefined) return found;
  throw new Error(
    'This needs pgbench, which was not found: install PostgreSQL with its client programs (Debian and Ubuntu: "postgresql-contrib"; Homebrew: "postgresql"), or put its bin folder into PATH.',
  );
}
