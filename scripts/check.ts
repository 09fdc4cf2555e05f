// npm run check: everything about the source that can be judged without running it, one line per judgement.
import { spawn } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { composeServices } from '@apollo/composition';
import { parse } from 'graphql';
import { cloneFolder } from './services/folders.ts';

type Verdict = { ok: boolean; details: string };
type Check = { name: string; run: () => Promise<Verdict> };

const checks: Check[] = [
  { name: 'types', run: () => program('tsc', ['-p', 'tsconfig.json']) },
  { name: 'lint', run: () => program('oxlint', ['--deny-warnings']) },
  { name: 'format', run: () => program('prettier', ['--check', '--log-level', 'warn', '.']) },
  { name: 'generated code', run: () => program('graphql-codegen', ['--config', 'codegen.ts', '--check']) },
  { name: 'schema composition', run: composition },
];

const verdicts = await inParallel(checks);
process.exitCode = verdicts.every((verdict) => verdict.ok) ? 0 : 1;

/** As many at once as there are processors. Prints each verdict when it is known. */
async function inParallel(all: Check[]): Promise<Verdict[]> {
  const waiting = [...all];
  const verdicts: Verdict[] = [];
  const lane = async () => {
    for (let check = waiting.shift(); check; check = waiting.shift()) {
      const verdict = await check.run().catch((error: unknown) => ({ ok: false, details: String(error) }));
      console.log(`${verdict.ok ? 'ok    ' : 'FAILED'}  ${check.name}`);
      if (!verdict.ok) console.log(verdict.details.trimEnd());
      verdicts.push(verdict);
    }
  };
  await Promise.all(Array.from({ length: availableParallelism() }, lane));
  return verdicts;
}

function program(name: string, args: string[]): Promise<Verdict> {
  return new Promise((resolve, reject) => {
    const child = spawn(join(cloneFolder, 'node_modules', '.bin', name), args, {
      cwd: cloneFolder,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let details = '';
    child.stdout.on('data', (chunk: Buffer) => (details += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (details += chunk.toString()));
    child.once('error', reject);
    child.once('close', (code) => resolve({ ok: code === 0, details }));
  });
}

/** Our schema must form one graph together with a subgraph of another team that extends our entities. */
async function composition(): Promise<Verdict> {
  const folder = join(cloneFolder, 'schema');
  const own = readdirSync(folder).filter((file) => file.endsWith('.graphql'));
  const result = composeServices([
    subgraph('integrations', own.map((file) => readFileSync(join(folder, file), 'utf8')).join('\n')),
    subgraph('second', readFileSync(join(cloneFolder, 'test/support/second-subgraph.graphql'), 'utf8')),
  ]);
  if (!result.errors) return { ok: true, details: '' };
  return { ok: false, details: result.errors.map((error) => error.message).join('\n') };
}

function subgraph(name: string, sdl: string) {
  return { name, url: `http://${name}.invalid/graphql`, typeDefs: parse(sdl) };
}
