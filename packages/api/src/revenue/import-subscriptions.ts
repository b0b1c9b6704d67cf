import type { Readable } from 'node:stream';
import { largestImport, type SubscriptionImport } from '@hearth/schema';
import type { Services } from '../context.ts';
import { HearthError } from '../errors/hearth-error.ts';
import { type Line, readLines } from './csv-lines.ts';
import { contradiction } from './set-subscription.ts';
import type { Statement } from './statement.ts';
import { tell, type Verdict } from './tell.ts';

/** Lines a transaction: few round trips, and no account is locked for long. */
const BATCH = 1_000;
const MOST_REPORTED = 1_000;
/** Checking a line costs more than reading it: a file of nothing but line ends must not hold the server up. */
const MOST_LINES = 100_000;
/** One statement for a thousand lines may take longer than one on the widgets' path. */
const STATEMENT_TIMEOUT_MS = 20_000;

/**
 * Imports a CSV file of subscriptions. Each line is checked by itself: a bad one is reported with its number and its
 * reason, the others are stored. A file that is imported again changes nothing.
 *
 * @throws HearthError bad_request when the header lacks a column or the file is no CSV, body_too_large beyond 10 MB
 */
export async function importSubscriptions(
  services: Pick<Services, 'database' | 'now'>,
  projectId: string,
  csv: string | Readable,
): Promise<SubscriptionImport> {
  const report: SubscriptionImport = { stored: 0, known: 0, rejected: [], rejectedTotal: 0 };
  const reject = (line: number, message: string) => {
    report.rejectedTotal += 1;
    if (report.rejected.length < MOST_REPORTED) report.rejected.push({ line, message });
  };
  let batch: Good[] = [];
  const flush = async () => {
    const verdicts = await store(services, projectId, batch);
    for (const [index, { line }] of batch.entries()) {
      const verdict = verdicts[index];
      if (verdict === 'stored' || verdict === 'known') report[verdict] += 1;
      else reject(line, verdict instanceof HearthError ? verdict.message : contradiction);
    }
    batch = [];
  };
  const file = await readWhole(csv);
  for await (const read of readLines(file, services.now())) {
    if ('message' in read) reject(read.line, read.message);
    else batch.push(read);
    if (batch.length >= BATCH) await flush();
  }
  if (batch.length > 0) await flush();
  report.rejected.sort((left, right) => left.line - right.line);
  return report;
}

type Good = Extract<Line, { statement: Statement }>;

/** Tells a batch at once; when one of it is refused, its halves apart, down to the one. */
async function store(
  services: Pick<Services, 'database' | 'now'>,
  projectId: string,
  batch: readonly Good[],
): Promise<(Verdict | HearthError)[]> {
  try {
    const statements = batch.map(({ statement }) => statement);
    return await services.database.transaction((tx) => tell(tx, projectId, statements, services.now()), {
      statementTimeoutMs: STATEMENT_TIMEOUT_MS,
    });
  } catch (error) {
    if (!(error instanceof HearthError)) throw error;
    if (batch.length === 1) return [error];
    const middle = Math.ceil(batch.length / 2);
    const first = await store(services, projectId, batch.slice(0, middle));
    return [...first, ...(await store(services, projectId, batch.slice(middle)))];
  }
}

/**
 * The whole file, checked for its size before anything of it is stored: it is small enough to hold, and a part of it
 * that was stored before the rest was refused would be hard to explain.
 */
async function readWhole(csv: string | Readable): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of typeof csv === 'string' ? [Buffer.from(csv)] : csv) {
    const bytes = Buffer.isBuffer(chunk) ? chunk : Buffer.from(String(chunk));
    size += bytes.length;
    if (size > largestImport) {
      throw new HearthError('body_too_large', 'The file is larger than 10 MB. Import it in parts.');
    }
    chunks.push(bytes);
  }
  const file = Buffer.concat(chunks);
  let lines = 0;
  for (let at = file.indexOf('\n'); at >= 0; at = file.indexOf('\n', at + 1)) lines += 1;
  if (lines > MOST_LINES) {
    throw new HearthError('body_too_large', 'The file has more than 100,000 lines. Import it in parts.');
  }
  return file;
}
