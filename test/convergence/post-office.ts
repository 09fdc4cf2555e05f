/** What stands between the vendors and the hub: letters are acknowledged at once, and then get lost, copied, mixed up and late. */
import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import type { Random } from '../sandbox/stripe/seed/random.ts';

export interface PostOffice {
  /** What vendors take for the hub's public URL. */
  readonly url: string;
  /** Where letters are brought; until then they wait. */
  servesAt(hubUrl: string): void;
  /** Brings about this share (0 to 1) of what waits, in any order, copies among it. Throws when the hub refuses a letter. */
  deliver(share: number): Promise<void>;
  /** Brings what was held back all the while, and some of what was brought before once more. */
  deliverLate(): Promise<void>;
  /** What has become of the letters, for the log of a run. */
  counts(): { posted: number; lost: number; brought: number };
  close(): Promise<void>;
}

interface Letter {
  readonly path: string;
  readonly headers: Record<string, string>;
  readonly body: Buffer;
}

const LOST = 0.2;
const COPIED = 0.2;
const LATE = 0.15;
const MOST_REPEATED = 20;
/** So many arrive at once. */
const AT_ONCE = 8;
/** Belong to the way, not to the letter. */
const OF_THE_WAY = new Set([
  'host',
  'connection',
  'content-length',
  'transfer-encoding',
  'expect',
  'keep-alive',
]);

export async function openPostOffice(random: Random): Promise<PostOffice> {
  const sacks = { waiting: [] as Letter[], late: [] as Letter[], brought: [] as Letter[] };
  const counts = { posted: 0, lost: 0, brought: 0 };
  const hub = Promise.withResolvers<string>();

  const take = async (request: IncomingMessage, response: ServerResponse) => {
    const letter = await letterOf(request);
    if (request.method !== 'POST') return ask(await hub.promise, letter, response);
    counts.posted += 1;
    if (random.chance(LOST)) counts.lost += 1;
    else if (random.chance(LATE)) sacks.late.push(letter);
    else sacks.waiting.push(...(random.chance(COPIED) ? [letter, letter] : [letter]));
    response.writeHead(200).end();
  };
  const bring = async (letters: Letter[]) => {
    const to = await hub.promise;
    for (let at = 0; at < letters.length; at += AT_ONCE) {
      await Promise.all(letters.slice(at, at + AT_ONCE).map((letter) => hand(to, letter)));
    }
    counts.brought += letters.length;
  };

  const server = createServer((request, response) => void take(request, response));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  // `as`: a server listening on a TCP port has an address of this kind.
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    servesAt: hub.resolve,
    async deliver(share) {
      const mixed = shuffled(sacks.waiting, random);
      const chosen = mixed.slice(0, Math.ceil(mixed.length * share));
      sacks.waiting = mixed.slice(chosen.length);
      sacks.brought.push(...chosen);
      await bring(chosen);
    },
    async deliverLate() {
      const late = shuffled(
        [...sacks.late, ...shuffled(sacks.brought, random).slice(0, MOST_REPEATED)],
        random,
      );
      sacks.late = [];
      await bring(late);
    },
    counts: () => ({ ...counts }),
    async close() {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}

async function letterOf(request: IncomingMessage): Promise<Letter> {
  return { path: request.url ?? '/', headers: plain(request.headers), body: await buffer(request) };
}

function plain(headers: IncomingHttpHeaders): Record<string, string> {
  const pairs = Object.entries(headers).filter(
    (pair): pair is [string, string] => typeof pair[1] === 'string' && !OF_THE_WAY.has(pair[0]),
  );
  return Object.fromEntries(pairs);
}

/** A vendor that tries the URL waits for the hub's own answer. */
async function ask(hubUrl: string, { path, headers }: Letter, response: ServerResponse): Promise<void> {
  const answer = await fetch(hubUrl + path, { headers });
  response.writeHead(answer.status).end(await answer.text());
}

/** As every vendor does, until the hub has stored it. */
async function hand(hubUrl: string, { path, headers, body }: Letter): Promise<void> {
  for (;;) {
    const { status } = await fetch(hubUrl + path, { method: 'POST', headers, body: new Uint8Array(body) });
    if (status === 200) return;
    if (status !== 503) throw new Error(`the hub answers ${path} with ${status}`);
  }
}

function shuffled<T>(items: readonly T[], random: Random): T[] {
  return items
    .map((item) => ({ item, place: random.next() }))
    .toSorted((a, b) => a.place - b.place)
    .map(({ item }) => item);
}
