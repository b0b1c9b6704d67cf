import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestServer, type TestServer } from '../testing.ts';
import { Host } from './testing.ts';

let server: TestServer;
let commands: string[];

beforeAll(async () => {
  server = await startTestServer();
  const readme = await readFile(join(import.meta.dirname, '../../../../README.md'), 'utf8');
  const [, part = ''] = readme.split('## From your backend');
  const [, block = ''] = /```sh\n(.*?)```/s.exec(part) ?? [];
  // A command goes on where its line ends with a backslash.
  commands = block.trim().split(/(?<!\\)\n/);
});
afterAll(() => server.close());

/** Runs a command as the README has it, against this server and with its key. */
async function run(command: string | undefined): Promise<string> {
  if (!command?.startsWith('curl ')) throw new Error(`The README's command is gone: ${command}`);
  const here = command
    .replace('https://hearth.example.com', server.address)
    .replace('sk_live_…', server.project.secretKey);
  const { stdout } = await promisify(execFile)('sh', ['-c', here]);
  return stdout;
}

describe("the README's commands for a backend", () => {
  it('store a fact, once however often it is sent', async () => {
    expect(JSON.parse(await run(commands[0]))).toEqual({ success: true, warnings: [] });
    await run(commands[0]);
    const { body } = await new Host(server).get('export/interactions');
    const [line = '', ...others] = String(body).trim().split('\n');
    expect(JSON.parse(line)).toMatchObject({ userId: 'user-42', payload: { name: 'Report Shared' } });
    expect(others).toEqual([]);
  });

  it('ask for a metric', async () => {
    expect((await run(commands[1])).split('\r\n')[0]).toBe('from,to,incomplete,value,n,low,high');
    expect(commands).toHaveLength(2);
  });
});
