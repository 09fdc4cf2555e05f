import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { hasAnyOf } from '../../src/platform/principal/principal.ts';
import { shippedPermissions } from '../../src/platform/principal/internal-service.ts';
import type { GraphqlBody } from '../support/hub.ts';
import {
  demandsOf,
  fieldsOf,
  leastScopes,
  operationFor,
  ownObjectTypes,
  readSchema,
  targetsOf,
  type Demand,
  type Step,
} from '../support/sdl-walk.ts';
import { anyArguments } from './any-arguments.ts';
import { aStreet, doors, type Caller, type DoorName, type Operation, type Street } from './callers.ts';

const schema = readSchema();
const tenantId = randomUUID();
const AT_ONCE = 4;

/** One root field, what it demands, and the smallest operation that asks for it. */
interface Root {
  readonly name: string;
  readonly kind: 'query' | 'mutation' | 'subscription';
  readonly demands: readonly Demand[];
  /** Open to who shows nothing. */
  readonly isPublic: boolean;
  readonly operation: Operation;
}

const starts = [
  ['query', schema.getQueryType()],
  ['mutation', schema.getMutationType()],
  ['subscription', schema.getSubscriptionType()],
] as const;
const roots: Root[] = starts.flatMap(([kind, parent]) =>
  (parent ? fieldsOf(parent) : []).map((field) => {
    const targets = parent ? targetsOf(schema, field) : [];
    // The type a field is of is entered by asking for it; the members of a union are not.
    const step = { parent, field, to: targets.length === 1 ? targets[0] : undefined } as Step;
    const operation = operationFor([step], { kind, style: 'plain', argumentsOf: anyArguments });
    const isPublic = field.astNode?.directives?.some(({ name }) => name.value === 'public') ?? false;
    return { name: `${parent?.name}.${field.name}`, kind, demands: demandsOf(step), isPublic, operation };
  }),
);

const allScopes = [
  ...new Set(
    ownObjectTypes(schema).flatMap((parent) =>
      fieldsOf(parent).flatMap((field) => demandsOf({ parent, field, to: undefined }).flat(2)),
    ),
  ),
].sort();
const enough = ({ demands }: Root) => leastScopes(demands);
/** Everything but what would help. */
const notEnough = ({ demands }: Root) => {
  const useful = demands.flat(2);
  return allScopes.filter((scope) => !useful.includes(scope));
};

let street: Street;
beforeAll(async () => {
  const sets = roots.flatMap((root) => [enough(root), notEnough(root)]);
  street = await aStreet(tenantId, [...new Map(sets.map((set) => [set.join(), set])).values()]);
}, 60_000);
afterAll(() => street?.close());

/** The codes of the answer; the closing code of a socket that did not open. */
async function answerTo(caller: Caller, root: Root): Promise<{ codes: string[]; whole: string }> {
  const answer: GraphqlBody & { status?: number; closed?: number } =
    root.kind === 'subscription'
      ? await caller.follow(root.operation)
      : await caller.post(root.operation).then(({ status, body }) => ({ status, ...body }));
  const codes = answer.errors?.map(({ extensions }) => extensions?.code ?? 'none') ?? [];
  if (answer.closed !== undefined) codes.push(String(answer.closed));
  // Refused before anything was asked for: then nothing was shown about rights.
  if (answer.status === 400) codes.push('HTTP 400');
  return { codes: [...new Set(codes)], whole: JSON.stringify(answer) };
}

/** What an allowed caller may be told about things that do not exist; anything about rights, or of the request itself, is wrong. */
const ALLOWED = /^(\w+_)?NOT_FOUND$|^BAD_USER_INPUT$/;

async function faultsOf(root: Root, who: string, expectation: { caller: Caller; code: string | undefined }) {
  const { caller, code } = expectation;
  const { codes, whole } = await answerTo(caller, root);
  const right = code === undefined ? codes.every((each) => ALLOWED.test(each)) : codes.join() === code;
  return right ? [] : [`${root.name} for ${who}: ${code ?? 'an answer'} expected, got ${whole}`];
}

async function faultsOfAll(look: (root: Root) => Promise<string[]>): Promise<string[]> {
  const waiting = [...roots];
  const faults: string[] = [];
  const lookAtAll = async () => {
    for (let root = waiting.shift(); root; root = waiting.shift()) faults.push(...(await look(root)));
  };
  await Promise.all(Array.from({ length: AT_ONCE }, lookAtAll));
  return faults;
}

describe('every root field', () => {
  it('is found', () => {
    expect(roots.length).toBeGreaterThanOrEqual(25);
    expect(new Set(roots.map(({ kind }) => kind)).size).toBe(3);
  });

  it.each(doors)(
    'opens through the door "%s" for the right scopes only',
    async (door: DoorName) => {
      const faults = await faultsOfAll(async (root) => {
        const allowed = { caller: await street.caller(door, enough(root)), code: undefined };
        const faults = await faultsOf(root, `${door} with its scopes`, allowed);
        if (root.demands.length === 0) return faults;
        const refused = { caller: await street.caller(door, notEnough(root)), code: 'FORBIDDEN' };
        return [...faults, ...(await faultsOf(root, `${door} without them`, refused))];
      });
      expect(faults).toEqual([]);
    },
    60_000,
  );

  it('is closed for who shows nothing', async () => {
    const faults = await faultsOfAll((root) => {
      const closed = root.kind === 'subscription' ? '4401' : 'UNAUTHENTICATED';
      const code = root.isPublic ? undefined : closed;
      return faultsOf(root, 'nobody', { caller: street.nobody, code });
    });
    expect(faults).toEqual([]);
  });

  it.each(Object.keys(shippedPermissions))(
    'opens for the %s as its permissions say',
    async (name) => {
      const scopes = new Set(shippedPermissions[name]);
      const may = (demand: Demand) => hasAnyOf({ scopes }, demand);
      const expected = roots.map((root) => root.demands.every(may));
      expect(new Set(expected).size).toBe(2);
      const faults = await faultsOfAll((root) => {
        const code = root.demands.every(may) ? undefined : 'FORBIDDEN';
        return faultsOf(root, name, { caller: street.service(name), code });
      });
      expect(faults).toEqual([]);
    },
    60_000,
  );

  it('opens for a signature of version 1 where there is no body: on sockets', async () => {
    for (const root of roots) {
      const caller = street.olderService(enough(root));
      const isSocket = root.kind === 'subscription';
      expect(
        await faultsOf(root, 'version 1', { caller, code: isSocket ? undefined : 'UNAUTHENTICATED' }),
      ).toEqual([]);
    }
  }, 60_000);
});
