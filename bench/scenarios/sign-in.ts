/** People who sign in, as fast as passwords can be computed; and what whoever asks for something else meanwhile notices of it. */
import { randomUUID } from 'node:crypto';
import { hash } from '@node-rs/argon2';
import { hubEnvironment, POOL_SIZE, startApi, startVendors } from '../hub.ts';
import { interleaved, judge, median, rounded, type Line } from '../measure/verdict.ts';
import type { Child } from '../processes/child.ts';
import type { LoadResult } from '../processes/load.ts';
import type { ListItem, Requests } from '../processes/requests.ts';
import type { Stage } from '../stage.ts';
import { aCatalog } from './catalog.ts';

const PEOPLE = 50;
/** All of them at once. */
const SIGNING_IN = { connections: PEOPLE };
const QUERIES = { connections: 16, perSecond: 100 };
const PASSWORD = 'a password of the bench';
const OWASP = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };
const SIGN_IN = `mutation ($input: SignInInput!) { signIn(input: $input) {
  ... on SignedIn { tokens { accessToken refreshToken } } ... on HubProblem { code } } }`;

export async function signInScenario(stage: Stage): Promise<Line[]> {
  const vendors = await startVendors(stage);
  const catalog = await aCatalog(stage, vendors);
  const { url } = catalog;
  const people = await peopleIn(stage, url);
  const api = await startApi(stage, hubEnvironment(stage, vendors, url));
  await stage.query(url, 'create table floor_session (id uuid primary key, email text not null)');
  const setup = { url, poolSize: POOL_SIZE, hash: people.hash };
  const bare = await stage.start('floors/sign-in.ts', { args: [JSON.stringify(setup)] });
  const crowd = await stage.start('processes/load.ts', { nodeOptions: [] });
  const others = await stage.start('processes/load.ts', { nodeOptions: [] });
  const sides: Sides = {
    ours: { port: api.port, path: '/graphql', count: 'select count(*)::int from user_session' },
    floor: { port: await bare.call('port'), path: '/', count: 'select count(*)::int from floor_session' },
  };
  const signIns = (name: keyof Sides, ms: number) =>
    signInAll(stage, crowd, { url, people, ms, ...sides[name] });
  const lists: Requests = { kind: 'list', path: '/graphql', items: catalog.lists, seed: stage.seed };
  const queries = (ms: number) =>
    others.call<LoadResult>('run', { port: api.port, requests: lists, ms, ...QUERIES });
  const { rounds, webhookMs: ms } = stage.sizes;
  for (const name of ['ours', 'floor'] as const) await signIns(name, ms / 2);
  await queries(ms / 2);

  const rates = await interleaved(rounds, {
    ours: async () => (await signIns('ours', ms)).perSecond,
    floor: async () => (await signIns('floor', ms)).perSecond,
  });
  const neighbours = await interleaved(rounds, {
    // The crowd signs in for longer than the others ask.
    ours: async () => (await Promise.all([queries(ms), signIns('ours', ms * 1.2)]))[0].p99,
    floor: async () => (await queries(ms)).p99,
  });
  return linesOf(rates, neighbours);
}

interface Side {
  readonly port: number;
  readonly path: string;
  /** Holds a row for each sign-in. */
  readonly count: string;
}
type Sides = Readonly<Record<'ours' | 'floor', Side>>;

interface People {
  readonly hash: string;
  readonly items: readonly ListItem[];
}

async function peopleIn(stage: Stage, url: string): Promise<People> {
  const passwordHash = await hash(PASSWORD, OWASP);
  const emails = Array.from({ length: PEOPLE }, (_, i) => `person-${i}@example.test`);
  await stage.query(
    url,
    `with person as (insert into user_account (email, password_hash) select unnest($1::text[]), $2 returning id)
     insert into membership (tenant_id, user_id, status, roles) select $3, id, 'ACTIVE', '{viewer}' from person`,
    [emails, passwordHash, randomUUID()],
  );
  const bodyOf = (email: string) =>
    JSON.stringify({ query: SIGN_IN, variables: { input: { email, password: PASSWORD } } });
  return { hash: passwordHash, items: emails.map((email) => ({ headers: {}, body: bodyOf(email) })) };
}

/** Throws when somebody was not signed in. */
async function signInAll(
  stage: Stage,
  crowd: Child,
  { url, people, port, path, count, ms }: Side & { url: string; people: People; ms: number },
): Promise<{ perSecond: number }> {
  const rowsNow = async () => (await stage.query<{ count: number }>(url, count))[0]?.count ?? 0;
  const before = await rowsNow();
  const requests: Requests = { kind: 'list', path, items: people.items, seed: stage.seed };
  const result = await crowd.call<LoadResult>('run', { port, requests, ms, ...SIGNING_IN });
  const signedIn = (await rowsNow()) - before;
  if (result.statuses[200] !== result.sent || signedIn !== result.sent)
    throw new Error(`${signedIn} signed in of ${result.sent}: ${JSON.stringify(result.statuses)}`);
  return { perSecond: (result.sent * 1_000) / result.elapsedMs };
}

type Rounds = Parameters<typeof judge>[1];

function linesOf(rates: Rounds, neighbours: Rounds): Line[] {
  return [
    judge(
      {
        scenario: 'sign-in',
        unit: 'sign-ins/s with argon2id (19 MiB, 2 passes), 50 at once',
        against: 'node:http, the same argon2id, one JWT signed by jose, one INSERT',
        better: 'higher',
        must: null,
        want: null,
      },
      rates,
    ),
    judge(
      {
        scenario: 'sign-in-neighbours',
        unit: `ms (p99 of ${QUERIES.perSecond} lists/s)`,
        against: 'the same while nobody signs in',
        better: 'lower',
        must: 2.0,
        want: null,
      },
      neighbours,
      { medianMs: rounded(median(neighbours.map(({ ours }) => ours))) },
    ),
  ];
}
