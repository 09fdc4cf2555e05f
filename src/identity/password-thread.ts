/**
 * Computes passwords in a thread of its own, which yields to everything else that wants a processor: who signs in waits a
 * little longer, and nobody else at all. Also keeps it off libuv's pool, in which names are resolved and files are read.
 */
import { readlinkSync } from 'node:fs';
import { constants, setPriority } from 'node:os';
import { parentPort } from 'node:worker_threads';
import { hashSync, verifySync } from '@node-rs/argon2';

/** OWASP Password Storage Cheat Sheet: m=19 MiB, t=2, p=1. */
const PARAMETERS = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** Without `stored`: make one. */
export interface Task {
  readonly password: string;
  readonly stored?: string;
}

export type Done = { readonly result: string | boolean } | { readonly error: string };

// oxlint-disable-next-line unicorn/require-post-message-target-origin -- the port of a thread has no origin
parentPort?.on('message', (task: Task) => parentPort?.postMessage(done(task)));
yieldToOthers();

function done({ password, stored }: Task): Done {
  try {
    return { result: stored === undefined ? hashSync(password, PARAMETERS) : verifySync(stored, password) };
  } catch (error) {
    return { error: String(error) };
  }
}

/** Linux has a priority for each thread; where there is none, the thread is like others. */
function yieldToOthers(): void {
  try {
    const [, , id = ''] = readlinkSync('/proc/thread-self').split('/');
    setPriority(Number(id), constants.priority.PRIORITY_BELOW_NORMAL);
  } catch {
    // It is only slower for others then.
  }
}
