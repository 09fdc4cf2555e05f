/** However changes are learned, in whatever order and how often, the newest state is what stays. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { entities } from '../../src/entities.ts';
import { openDatabase, type Database } from '../../src/platform/db/database.ts';
import { createLog } from '../../src/platform/log.ts';
import type { Platform } from '../../src/platform/platform.ts';
import type { Change, Gone, Seen } from '../../src/providers/provider.ts';
import { applyChanges } from '../../src/syncs/apply.ts';
import { openCheckpoint, saveCheckpoint } from '../../src/syncs/checkpoint.ts';
import { aDatabase, type TestDatabase } from '../support/services.ts';
import { aContact } from './changes.ts';
import { recordsOf } from './truth.ts';

let server: TestDatabase;
let db: Database;
beforeAll(async () => {
  server = await aDatabase();
  db = await openDatabase({ url: server.url, poolSize: 4 }, entities, createLog({ level: 'silent' }));
});
afterAll(async () => {
  await db?.close();
  await server?.drop();
});

const resource = 'contact';
/** What an object may be like; few, so that it often becomes again what it once was. */
const LOOKS = ['red', 'green', 'blue'] as const;
type State = (typeof LOOKS)[number] | 'deleted';

/** A provider of a few objects whose clock ticks in whole seconds, and which remembers what happened. */
function aWorld(objects: number) {
  let second = 100;
  const timelines = Array.from({ length: objects }, () => [] as { second: number; state: State }[]);
  const stateNow = (object: number) => timelines[object]?.at(-1)?.state;
  const seen = (object: number, from: Seen['from'], state: State, version: number): Seen | Gone => {
    const key = { resource, externalId: `object-${object}`, version: BigInt(version) } as const;
    if (state === 'deleted') return { kind: 'gone', from, ...key };
    return {
      kind: 'seen',
      from,
      ...key,
      data: aContact(state),
      raw: { state },
      createdAt: null,
      updatedAt: null,
    };
  };
  return {
    timelines,
    pass: (seconds: number) => void (second += seconds),
    change(object: number, state: State): Change | undefined {
      const timeline = timelines[object];
      // What is deleted stays deleted.
      if (!timeline || stateNow(object) === 'deleted' || (state === 'deleted' && timeline.length === 0))
        return undefined;
      timeline.push({ second, state });
      return seen(object, 'event', state, second);
    },
    /** What the list shows now. Its version is a second that had surely begun before the list was made. */
    list(): { changes: Change[]; observedAt: bigint } {
      const changes = timelines.flatMap((_timeline, object) => {
        const state = stateNow(object);
        return state && state !== 'deleted' ? [seen(object, 'page', state, second - 1)] : [];
      });
      return { changes, observedAt: BigInt(second - 1) };
    },
    fetch: async (externalId: string): Promise<Seen | Gone> => {
      const object = Number(externalId.slice('object-'.length));
      return seen(object, 'fetch', stateNow(object) ?? 'deleted', second - 1);
    },
    hint: (object: number): Change => ({
      kind: 'hint',
      resource,
      externalId: `object-${object}`,
      version: BigInt(timelines[object]?.at(-1)?.second ?? 0),
    }),
  };
}
type World = ReturnType<typeof aWorld>;

/** The records of one integration of that provider, brought up to date by the product's own code. */
function aMirror(world: World) {
  const target = {
    tenantId: randomUUID(),
    integrationId: randomUUID(),
    connect: async () => ({
      check: () => Promise.reject(new Error('not asked')),
      resource: () => ({ pull: () => Promise.reject(new Error('not asked')) as never, fetch: world.fetch }),
    }),
  };
  // Applying changes needs the database and nothing else of the platform.
  const platform = { db } as Platform;
  const key = { ...target, resource };
  return {
    async learn(changes: readonly Change[], observedAt?: bigint): Promise<void> {
      await applyChanges(platform, target, {
        changes,
        signal: new AbortController().signal,
        alongside: async (tx) => {
          if (observedAt === undefined) return;
          const state = await openCheckpoint(tx, key, false);
          const last = { changes, position: {}, fullPass: null, observedAt };
          await saveCheckpoint(tx, key, { state, last, externalIds: [] });
        },
      });
    },
    async shows(): Promise<Map<number, State>> {
      const rows = await recordsOf(server.url, target.integrationId);
      return new Map(
        rows.map(({ externalId, raw, deletedAt }) => [
          Number(externalId.slice('object-'.length)),
          deletedAt ? 'deleted' : (raw as { state: State }).state,
        ]),
      );
    },
  };
}

const OBJECTS = 3;
const object = fc.nat(OBJECTS - 1);
/** What may happen next. Numbers choose among the things that were seen and not yet learned. */
const step = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('change' as const),
      object,
      state: fc.constantFrom<State>(...LOOKS),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('delete' as const), object }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('list' as const) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('hint' as const), object }) },
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constant('learn' as const),
      picks: fc.array(fc.nat(), { minLength: 1, maxLength: 4 }),
      keep: fc.boolean(),
    }),
  },
);
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;

/** A delivery: what a page, an event or a hint tells, whenever it arrives. */
interface Letter {
  changes: readonly Change[];
  observedAt?: bigint;
}

async function live(
  steps: readonly Step[],
  rules: {
    secondsPerStep: number;
    afterEach?: (mirror: ReturnType<typeof aMirror>, world: World) => Promise<void>;
  },
) {
  const world = aWorld(OBJECTS);
  const mirror = aMirror(world);
  const letters: Letter[] = [];
  const post = (change: Change | undefined) => void (change && letters.push({ changes: [change] }));
  for (const next of steps) {
    world.pass(rules.secondsPerStep);
    if (next.do === 'change') post(world.change(next.object, next.state));
    else if (next.do === 'delete') post(world.change(next.object, 'deleted'));
    else if (next.do === 'list') letters.push(world.list());
    else if (next.do === 'hint')
      post(world.timelines[next.object]?.length ? world.hint(next.object) : undefined);
    else {
      for (const pick of next.picks) {
        if (letters.length === 0) continue;
        const at = pick % letters.length;
        const letter = letters[at]!; // `at` is inside the list
        if (!next.keep) letters.splice(at, 1);
        await mirror.learn(letter.changes, letter.observedAt);
        await rules.afterEach?.(mirror, world);
      }
    }
  }
  // Whatever is still on its way arrives in the end, the last first.
  for (const letter of letters.toReversed()) {
    await mirror.learn(letter.changes, letter.observedAt);
    await rules.afterEach?.(mirror, world);
  }
  const truth = new Map(
    world.timelines.flatMap((timeline, at) =>
      timeline.length > 0 ? [[at, timeline.at(-1)?.state] as const] : [],
    ),
  );
  expect(await mirror.shows()).toEqual(truth);
}

describe('the newest state of an object', () => {
  it('wins in every order, also among changes that share a second', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(step, { maxLength: 25 }),
        fc.constantFrom(0, 1, 3),
        async (steps, secondsPerStep) => {
          await live(steps, { secondsPerStep });
        },
      ),
      { numRuns: 40, interruptAfterTimeLimit: 25_000 },
    );
  }, 60_000);

  it('is never followed by an older one, and a deleted object stays deleted', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 25 }), async (steps) => {
        // For each object the earliest moment of its life that what is shown can be of.
        const atLeast = new Map<number, number>();
        await live(steps, {
          secondsPerStep: 3,
          afterEach: async (mirror, world) => {
            for (const [at, state] of await mirror.shows()) {
              const timeline = world.timelines[at] ?? [];
              const since = atLeast.get(at) ?? 0;
              const found = timeline.findIndex((moment, n) => n >= since && moment.state === state);
              expect({ object: at, state, of: timeline, found }).not.toMatchObject({ found: -1 });
              atLeast.set(at, found);
            }
          },
        });
      }),
      { numRuns: 40, interruptAfterTimeLimit: 25_000 },
    );
  }, 60_000);

  it('is fetched when two different states have the same version', async () => {
    const world = aWorld(1);
    const mirror = aMirror(world);
    const [red, green] = [world.change(0, 'red')!, world.change(0, 'green')!]; // nothing is deleted here
    await mirror.learn([green]);
    await mirror.learn([red]);
    expect(await mirror.shows()).toEqual(new Map([[0, 'green']]));
    await aMirror(world).learn([red, green]);
    const together = aMirror(world);
    await together.learn([green, red]);
    expect(await together.shows()).toEqual(new Map([[0, 'green']]));
  });
});
