/**
 * `npm run bench [scenario …] [--quick] [--seed N] [--profiles FOLDER]`: the hub beside the least that could do the same, in
 * one run. One JSON line for each judgement on standard output, notes for people on standard error.
 */
import { parseArgs } from 'node:util';
import { scenarios } from './scenarios/scenarios.ts';
import { sizes, type SizeName } from './sizes.ts';
import { openStage } from './stage.ts';

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    quick: { type: 'boolean', default: false },
    /** `tiny` only shows that everything runs. */
    size: { type: 'string' },
    seed: { type: 'string', default: '1' },
    /** Writes a CPU profile of every process into this folder. */
    profiles: { type: 'string' },
  },
});

const size = options.size ?? (options.quick ? 'quick' : 'full');
if (!isSize(size)) fail(`no size ${size}: ${Object.keys(sizes).join(', ')}`);
const unknown = positionals.filter((name) => !scenarios.has(name));
if (unknown.length > 0) fail(`no scenario ${unknown.join(', ')}: ${[...scenarios.keys()].join(', ')}`);
const wanted = positionals.length > 0 ? positionals : [...scenarios.keys()];

const profiles = options.profiles === undefined ? {} : { profiles: options.profiles };
const stage = await openStage(sizes[size], { seed: Number(options.seed), ...profiles });
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.once(signal, () => void stage.close().finally(() => process.exit(1)));
}
try {
  for (const name of wanted) await show(name);
} finally {
  await stage.close();
}

async function show(name: string): Promise<void> {
  const began = performance.now();
  stage.note(`${name} …`);
  try {
    for (const line of await (scenarios.get(name)?.(stage) ?? [])) {
      if (!line.ok) process.exitCode = 1;
      console.log(JSON.stringify(line));
    }
  } catch (error) {
    process.exitCode = 1;
    console.log(JSON.stringify({ scenario: name, ok: false, error: String(error) }));
    stage.note(error instanceof Error ? String(error.stack) : String(error));
  } finally {
    await stage.clear();
  }
  stage.note(`${name}: ${((performance.now() - began) / 1_000).toFixed(0)} s`);
}

function isSize(name: string): name is SizeName {
  return Object.hasOwn(sizes, name);
}

function fail(sentence: string): never {
  process.stderr.write(`${sentence}\n`);
  process.exit(2);
}
