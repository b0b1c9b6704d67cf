// @ts-check
/** What the scripts print: short lines for a person, with the time a step took; a failure in full. */
import { spawn } from 'node:child_process';

/** An error whose message is for the person at the keyboard: printed without a stack. */
export class PlainError extends Error {}

/** @param {unknown} error */
export function sayFailure(error) {
  if (error instanceof PlainError) console.error(`\n${error.message}\n`);
  else console.error(error);
}

/**
 * @template T
 * @param {string} label
 * @param {(progress: (share: number) => void) => Promise<T>} work told how to draw its progress, from 0 to 1
 * @returns {Promise<T>}
 */
export async function step(label, work) {
  const started = performance.now();
  if (process.stdout.isTTY) process.stdout.write(`  ${label} …`);
  try {
    const result = await work((share) => drawBar(label, share));
    say(`  ${label.padEnd(44)} ${secondsSince(started)}`);
    return result;
  } catch (error) {
    say(`  ${label.padEnd(44)} failed after ${secondsSince(started)}`);
    throw error;
  }
}

/**
 * A bar on a terminal; nothing in a log, where every stroke would be a line.
 *
 * @param {string} label
 * @param {number} share
 */
function drawBar(label, share) {
  if (!process.stdout.isTTY) return;
  const full = Math.round(share * 24);
  const bar = `${'█'.repeat(full)}${'░'.repeat(24 - full)}`;
  process.stdout.write(`\r\x1b[2K  ${label} ${bar} ${Math.round(share * 100)} %`);
}

/** @param {string} line */
function say(line) {
  process.stdout.write(process.stdout.isTTY ? `\r\x1b[2K${line}\n` : `${line}\n`);
}

/** @param {number} started */
export function secondsSince(started) {
  return `${((performance.now() - started) / 1000).toFixed(1)} s`;
}

/**
 * Runs a command without showing its output, unless it fails: then all of it.
 *
 * @param {string} command
 * @param {string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv }} [options]
 * @returns {Promise<string>} what it printed
 */
export function quietly(command, args, { cwd, env } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd, env: env ?? process.env, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    child.stdout.on('data', (chunk) => {
      output += chunk;
    });
    child.stderr.on('data', (chunk) => {
      output += chunk;
    });
    child.on('error', (cause) =>
      reject(new PlainError(`${command} could not be started: ${cause.message}`, { cause })),
    );
    child.on('close', (code, signal) => {
      if (code === 0) return resolve(output);
      const line = [command, ...args].join(' ');
      reject(new PlainError(`${output.trimEnd()}\n\n${line}\nended with ${signal ?? code}.`));
    });
  });
}
