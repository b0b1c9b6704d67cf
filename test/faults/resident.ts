import { readFile } from 'node:fs/promises';

/** Memory that a process really holds, in bytes. Linux alone tells. */
export async function residentBytes(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  const kilobytes = /^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1];
  if (kilobytes === undefined) throw new Error(`The system does not say how much process ${pid} holds.`);
  return Number(kilobytes) * 1024;
}
