/** A client application that checks every signature and counts what it takes. */
import { createHmac, timingSafeEqual } from 'node:crypto';
import { serveFloor } from './http-floor.ts';
import { answer } from './answer.ts';

export interface Arrivals {
  readonly count: number;
  readonly distinct: number;
  /** From the first to the last, in milliseconds. */
  readonly ms: number;
}

let key = Buffer.alloc(0);
let ids = new Set<string>();
let count = 0;
let first = 0;
let last = 0;

const server = await serveFloor(async ({ headers, body }) => {
  const id = String(headers['webhook-id']);
  const mac = createHmac('sha256', key).update(`${id}.${headers['webhook-timestamp']}.`).update(body);
  const expected = Buffer.from(`v1,${mac.digest('base64')}`);
  const given = Buffer.from(String(headers['webhook-signature']));
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return { status: 401, body: '' };
  last = performance.now();
  if (count === 0) first = last;
  count += 1;
  ids.add(id);
  return { status: 200, body: 'ok' };
});

answer(
  {
    port: () => server.port,
    /** Begins to count anew, and accepts this secret only. */
    begin(secret: string) {
      key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
      ids = new Set();
      count = 0;
    },
    arrivals: (): Arrivals => ({ count, distinct: ids.size, ms: last - first }),
  },
  () => server.close(),
);
