/** The load generator: a process of its own, so that its time is in nobody's figures. */
import { setTimeout as sleep } from 'node:timers/promises';
import { quantile } from '../measure/verdict.ts';
import { answer } from './answer.ts';
import { openConnection, type Connection } from './connection.ts';
import { sourceOf, type Requests } from './requests.ts';

export interface LoadRequest {
  readonly port: number;
  readonly connections: number;
  readonly ms: number;
  readonly requests: Requests;
  /** Requests per second, sent when they are due whatever the answers do. Without it every connection sends as soon as it may. */
  readonly perSecond?: number;
  /** Stop after so many requests. */
  readonly atMost?: number;
}

export interface LoadResult {
  readonly sent: number;
  /** Answers by status. */
  readonly statuses: Readonly<Record<number, number>>;
  readonly elapsedMs: number;
  /** In ms; from the instant a request was due, where there is a rate. */
  readonly p50: number;
  readonly p99: number;
  /** All of them, ascending, in ms. */
  readonly latencies: readonly number[];
}

answer({ run });

async function run(request: LoadRequest): Promise<LoadResult> {
  const opening = Array.from({ length: request.connections }, () => openConnection(request.port));
  const connections = await Promise.all(opening);
  const latencies: number[] = [];
  const statuses: Record<number, number> = {};
  const next = sourceOf(request.requests);
  const send = async (connection: Connection, due: number): Promise<void> => {
    const { status } = await connection.ask(next());
    latencies.push(performance.now() - due);
    statuses[status] = (statuses[status] ?? 0) + 1;
  };
  const began = performance.now();
  if (request.perSecond === undefined) await closedLoop(request, connections, send);
  else await openLoop({ ...request, perSecond: request.perSecond }, connections, send);
  const elapsedMs = performance.now() - began;
  for (const connection of connections) connection.close();
  latencies.sort((a, b) => a - b);
  const p50 = quantile(latencies, 0.5);
  const p99 = quantile(latencies, 0.99);
  return { sent: latencies.length, statuses, elapsedMs, p50, p99, latencies };
}

type Send = (connection: Connection, due: number) => Promise<void>;

async function closedLoop(
  { ms, atMost = Number.POSITIVE_INFINITY }: LoadRequest,
  connections: readonly Connection[],
  send: Send,
): Promise<void> {
  const end = performance.now() + ms;
  let started = 0;
  const lane = async (connection: Connection) => {
    while (performance.now() < end && started < atMost) {
      started += 1;
      await send(connection, performance.now());
    }
  };
  await Promise.all(connections.map(lane));
}

/** A request that is due while every connection waits is sent late, and the lateness counts. */
async function openLoop(
  { ms, perSecond }: LoadRequest & { perSecond: number },
  connections: readonly Connection[],
  send: Send,
): Promise<void> {
  const free = [...connections];
  const late: number[] = [];
  const underWay = new Set<Promise<void>>();
  const began = performance.now();
  const start = (connection: Connection, due: number) => {
    const sending = send(connection, due).then(() => {
      underWay.delete(sending);
      const waiting = late.shift();
      if (waiting === undefined) free.push(connection);
      else start(connection, waiting);
    });
    underWay.add(sending);
  };
  const count = Math.floor((ms / 1_000) * perSecond);
  for (let number = 0; number < count; number += 1) {
    const due = began + (number * 1_000) / perSecond;
    const early = due - performance.now();
    if (early > 0) await sleep(early);
    const connection = free.pop();
    if (connection) start(connection, due);
    else late.push(due);
  }
  while (underWay.size > 0) await Promise.all(underWay);
}
