// `npm start` as a user runs it: what it prints works when pasted, and a signal ends all of it.
import { spawn, spawnSync } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, rmSync, rmdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { cloneFolder } from '../../scripts/services/folders.ts';
import { keptFolder } from '../../scripts/services/runs.ts';
import { aDatabase, redisDb } from '../support/services.ts';
import type { TestDatabase } from '../support/services.ts';

const identity = join(keptFolder(), 'hub', 'identity.json');
let identityWasThere: boolean;
let database: TestDatabase;
let hub: ChildProcess;
let told = '';

beforeAll(async () => {
  identityWasThere = existsSync(identity);
  database = await aDatabase({ empty: true });
  const env = { ...process.env, DATABASE_URL: database.url, REDIS_URL: (await redisDb()).url };
  const args = ['scripts/start.ts', '--customers', '20', '--payments', '30', '--invoices', '10'];
  hub = spawn(process.execPath, args, { cwd: cloneFolder, env, stdio: ['ignore', 'pipe', 'inherit'] });
  hub.stdout?.on('data', (part: Buffer) => (told += part.toString()));
  while (!told.includes('calculateQuotes(') && hub.exitCode === null) await sleep(50);
}, 120_000);

afterAll(async () => {
  hub.kill('SIGKILL');
  await database.drop();
  if (identityWasThere) return;
  // Only what this run made; data kept by a developer's own `npm start` stay.
  rmSync(identity, { force: true });
  rmdirSync(join(keptFolder(), 'hub'));
  if (!existsSync(join(keptFolder(), 'postgres'))) rmdirSync(keptFolder());
});

/** Runs lines that were printed, in a shell, and reads the last one's answer. */
function paste(...lines: string[]): unknown {
  const { stdout } = spawnSync('bash', ['-c', lines.join('\n')], { encoding: 'utf8' });
  return JSON.parse(stdout);
}

function printed(start: string, containing = ''): string {
  const line = told.split('\n').find((each) => each.trim().startsWith(start) && each.includes(containing));
  return line?.trim() ?? '';
}

describe('npm start', () => {
  it('prints commands that work when pasted', () => {
    const setup = printed('export GRAPH=');
    expect(paste(setup, printed('curl', 'createIntegration'))).toMatchObject({
      data: { createIntegration: { id: expect.any(String) } },
    });
    const quoted = paste(setup, printed('curl', 'calculateQuotes')) as {
      data: { calculateQuotes: { answers: { funder: { name: string }; outcome: string | null }[] } };
    };
    const { answers } = quoted.data.calculateQuotes;
    // The portal's browser may be unpacking itself just now.
    expect(answers.filter(({ outcome }) => outcome === 'QUOTED').length).toBeGreaterThanOrEqual(2);
    expect(answers).toHaveLength(3);
    expect(paste(setup, printed('curl', '{ me'))).toMatchObject({
      data: {
        providers: expect.arrayContaining([expect.objectContaining({ id: 'stripe' })]),
        integrations: { edges: [{ node: { name: 'Our Stripe', owner: expect.stringContaining('team') } }] },
      },
    });
  });

  it('hands out narrower tokens, to this machine only', async () => {
    const desk = /http:\S+\/token/.exec(told)?.[0] ?? '';
    const claims = (token: string) =>
      JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()) as object;
    const token = await (await fetch(`${desk}?scopes=sync:read`)).text();
    expect(claims(token)).toMatchObject({ scope: 'sync:read' });
    const { stdout } = spawnSync(
      'curl',
      ['-s', '-o', '/dev/null', '-w', '%{http_code}', '-H', 'Host: evil.example', desk],
      {
        encoding: 'utf8',
      },
    );
    expect(stdout).toBe('404');
  });

  it('ends on SIGTERM with everything it started', async () => {
    const health = `${/http:\S+\/health/.exec(told)?.[0] ?? ''}/live`;
    expect((await fetch(health)).ok).toBe(true);
    hub.kill('SIGTERM');
    const [code] = (await once(hub, 'exit')) as [number];
    expect(code).toBe(143);
    await expect(fetch(health)).rejects.toThrow('fetch failed');
  });
});
