/** CPU time and memory of processes, from /proc: Linux only, in steps of 10 ms. */
import { readdirSync, readFileSync } from 'node:fs';

/** USER_HZ, in which /proc counts on every Linux that Node runs on (proc_pid_stat(5)). */
const TICK_MS = 10;

/** CPU milliseconds a process has used so far. */
export function cpuMs(pid: number): number {
  const { own } = times(pid) ?? { own: 0 };
  return own;
}

/** CPU milliseconds of a PostgreSQL server with all its backends, those that have ended included. */
export function clusterCpuMs(postmaster: number): number {
  const parent = times(postmaster);
  const children = readdirSync('/proc').flatMap((name) => {
    const found = /^\d+$/.test(name) ? times(Number(name)) : undefined;
    return found?.parent === postmaster ? [found.own] : [];
  });
  return (parent ? parent.own + parent.ended : 0) + children.reduce((sum, ms) => sum + ms, 0);
}

/** The most memory a process ever held, in MiB. */
export function peakMemoryMiB(pid: number): number {
  const [, kib] = /^VmHWM:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
  return Number(kib) / 1024;
}

/** Undefined when the process has ended. */
function times(pid: number): { parent: number; own: number; ended: number } | undefined {
  try {
    // The name in parentheses may hold anything: what counts comes behind it, beginning with field 3.
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? [];
    const field = (number: number) => Number(fields[number - 3]);
    return {
      parent: field(4),
      own: (field(14) + field(15)) * TICK_MS,
      ended: (field(16) + field(17)) * TICK_MS,
    };
  } catch {
    return undefined;
  }
}
