/** The browser as a cage: one origin, one visit, nobody's name on a picture, nothing left behind. */
import { createServer, type Server, type ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { visitPortal } from '../../src/funders/transports/browser.ts';
import { anAuthority } from '../support/certificates.ts';
import { createGuardedAgents } from '../../src/platform/egress/agents.ts';
import { browsersOfOurs } from './browsers-of-ours.ts';

describe('a visit in a browser', () => {
  let portal: Server;
  let elsewhere: Server;
  let origin: string;
  let other: string;
  let agent: ReturnType<typeof createGuardedAgents>['httpAgent'];
  let content = '';
  const cookies: (string | undefined)[] = [];
  const strangers: string[] = [];
  const pictures: Buffer[] = [];

  beforeAll(async () => {
    portal = createServer((request, response) => {
      cookies.push(request.headers.cookie);
      if (request.url === '/away') return void response.writeHead(303, { location: `${other}/away` }).end();
      if (request.url === '/hang') return;
      answer(response, content);
    });
    elsewhere = createServer((request, response) => {
      strangers.push(`${request.method} ${request.url}`);
      response.setHeader('access-control-allow-origin', '*');
      answer(response, 'elsewhere');
    });
    elsewhere.on('upgrade', (request, socket) => {
      strangers.push(`UPGRADE ${request.url}`);
      socket.destroy();
    });
    [origin, other] = [await listening(portal), await listening(elsewhere)];
    // Both may be reached: what keeps the browser from the other one is the cage alone.
    agent = createGuardedAgents([new URL(origin).host, new URL(other).host]).httpAgent;
  });
  afterAll(() => {
    agent.destroy();
    for (const server of [portal, elsewhere]) {
      server.close();
      server.closeAllConnections();
    }
  });

  const visit = <Result>(
    run: (page: Page) => Promise<Result>,
    of: { personal?: string[]; signal?: AbortSignal; executablePath?: string } = {},
  ) =>
    visitPortal(
      { executablePath: of.executablePath, agent, keep: async (picture) => void pictures.push(picture) },
      { origin, personal: of.personal ?? [], signal: of.signal ?? new AbortController().signal },
      run,
    );
  const failureOf = (work: Promise<unknown>) => work.then(String, (error: unknown) => error);

  it('reaches its origin and no other, however it is asked to', async () => {
    content = `<h1>Portal</h1><img src="${other}/image"><link rel="stylesheet" href="${other}/style">
      <script src="${other}/script"></script><iframe src="${other}/frame"></iframe>
      <form id="f" method="post" action="${other}/form"><input name="password" value="secret"></form>`;
    const heading = await visit(async (page) => {
      await page.goto(`${origin}/`);
      const tries = await page.evaluate(async (to) => {
        const socket = new WebSocket(to.replace('http', 'ws') + '/socket');
        const closed = new Promise((resolve) => socket.addEventListener('error', resolve));
        navigator.sendBeacon(`${to}/beacon`, 'secret');
        const fetched = await fetch(`${to}/fetch`, { method: 'POST', body: 'secret' }).then(String, String);
        await closed;
        return fetched;
      }, other);
      expect(tries).toContain('TypeError');
      await page
        .evaluate(() => document.querySelector<HTMLFormElement>('#f')?.submit())
        .catch(() => undefined);
      await page.waitForTimeout(200);
      // A redirect is followed as far as the proxy, which answers by itself.
      expect((await page.goto(`${origin}/away`))?.status()).toBe(403);
      expect(await failureOf(page.goto(`${other}/page`))).toBeInstanceOf(Error);
      return 'seen';
    });
    expect(heading).toBe('seen');
    expect(strangers).toEqual([]);
  });

  it('begins with nothing of the visit before', async () => {
    content = '<h1>Portal</h1>';
    const come = () => visit((page) => page.goto(`${origin}/`));
    cookies.length = 0;
    await come();
    await come();
    expect(cookies).toEqual([undefined, undefined]);
  });

  it('keeps a picture of what went wrong, on which nobody can be told from anybody else', async () => {
    const seen = async (name: string, email: string) => {
      content = `<h1>Unknown page</h1><p>Dear ${name}, we wrote to ${email.toUpperCase()}.</p>
        <input value="${name}"><textarea>${email}</textarea><table><tr><td>${name.split(' ')[1]}</td></tr></table>`;
      const run = async (page: Page) => {
        await page.goto(`${origin}/`);
        throw new Error('this page is not known');
      };
      await failureOf(visit(run, { personal: [name, email] }));
      return pictures.pop();
    };
    const one = await seen('Ada Lovelace', 'ada@analytical.example');
    const another = await seen('Maximilian Featherstonehaugh', 'max.f@estate.example');
    expect(one?.subarray(1, 4).toString()).toBe('PNG');
    expect(one?.equals(another ?? Buffer.alloc(0))).toBe(true);
  });

  it('ends at once when it is told to, and leaves no process', async () => {
    const abort = new AbortController();
    const visiting = failureOf(visit((page) => page.goto(`${origin}/hang`), { signal: abort.signal }));
    while (browsersOfOurs().length === 0) await sleep(20);
    await sleep(300);
    abort.abort(new Error('the deadline'));
    expect(await visiting).toEqual(new Error('the deadline'));
    for (let tries = 0; tries < 100 && browsersOfOurs().length > 0; tries++) await sleep(50);
    expect(browsersOfOurs()).toEqual([]);
  });

  it('believes no certificate that nobody vouches for', async () => {
    const { cert, key } = await (await anAuthority()).issue({ names: ['IP:127.0.0.1'] });
    let greetings = 0;
    const secure = createTlsServer({ cert, key }, (_request, response) => void (greetings++, response.end()));
    const secureOrigin = (await listening(secure)).replace('http:', 'https:');
    const { httpAgent } = createGuardedAgents([new URL(secureOrigin).host]);
    const failure = await failureOf(
      visitPortal(
        { executablePath: undefined, agent: httpAgent, keep: async () => undefined },
        { origin: secureOrigin, personal: [], signal: new AbortController().signal },
        (page) => page.goto(`${secureOrigin}/`),
      ),
    );
    secure.close();
    expect(failure).toMatchObject({ code: 'FUNDER_UNAVAILABLE' });
    expect(greetings).toBe(0);
  });

  it('is cleanly unavailable where there is no browser', async () => {
    const failure = await failureOf(visit((page) => page.title(), { executablePath: '/no/such/browser' }));
    expect(failure).toMatchObject({ code: 'FUNDER_UNAVAILABLE' });
    const broken = await failureOf(visit((page) => page.title(), { executablePath: '/bin/false' }));
    expect(broken).toMatchObject({ code: 'FUNDER_UNAVAILABLE' });
  });
});

function answer(response: ServerResponse, body: string): void {
  response
    .writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'set-cookie': 'visit=1; Path=/' })
    .end(`<!doctype html><meta charset="utf-8"><link rel="icon" href="data:,">${body}`);
}

async function listening(server: Server): Promise<string> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
