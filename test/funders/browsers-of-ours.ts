import { readdirSync, readFileSync } from 'node:fs';

/** Browsers that this process started and that still run. */
export function browsersOfOurs(): string[] {
  return readdirSync('/proc').filter((pid) => {
    try {
      // https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html: pid (name) state ppid …
      const [, name, state, parent] =
        /^\d+ \((.*)\) (\S) (\d+)/.exec(readFileSync(`/proc/${pid}/stat`, 'utf8')) ?? [];
      return name?.startsWith('chrom') && state !== 'Z' && Number(parent) === process.pid;
    } catch {
      return false;
    }
  });
}
