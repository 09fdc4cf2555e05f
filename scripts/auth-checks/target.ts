// Which hub is checked: the one at `--url`, with credentials from the environment, or one that is started for it.
import { parseArgs } from 'node:util';
import { endOnSignals, startedThings } from '../stack/ending.ts';
import { startStack, type Stack } from '../stack/stack.ts';
import { report, type Check } from './checks.ts';

export type Door<Credential> = {
  readonly name: string;
  /** Of a hub that runs elsewhere; throws an Error that says which variables are missing. */
  fromEnvironment(): Credential;
  fromStack(stack: Stack): Promise<Credential>;
  checks(url: string, credential: Credential): readonly Check[];
};

const SIZE = { customers: 1, payments: 1, invoices: 1 };

/** Checks the door and ends the process's work. */
export async function checkDoor<Credential>(door: Door<Credential>): Promise<void> {
  const { values } = parseArgs({ options: { url: { type: 'string' } } });
  const things = startedThings();
  endOnSignals(things);
  try {
    if (values.url !== undefined) {
      const url = values.url.replace(/\/+$/, '');
      return await report(door.name, url, door.checks(url, door.fromEnvironment()));
    }
    const stack = await startStack(things, { kept: false, size: SIZE });
    await report(door.name, stack.hubUrl, door.checks(stack.hubUrl, await door.fromStack(stack)));
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 2;
  } finally {
    await things.end();
  }
}

/** The variables' values. Throws an Error that names those that are missing. */
export function variables<Name extends string>(...names: readonly Name[]): Record<Name, string> {
  const missing = names.filter((name) => !process.env[name]);
  if (missing.length > 0) throw new Error(`With --url, set ${missing.join(', ')}`);
  // Every name was just seen to have a value.
  return Object.fromEntries(names.map((name) => [name, process.env[name]])) as Record<Name, string>;
}
