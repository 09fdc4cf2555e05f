import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Client } from 'pg';
import { aTrustedIssuer } from '../support/trusted-issuer.ts';
import { anAudit, type Audited } from './audited.ts';

let audit: Audited;
beforeAll(async () => {
  audit = await anAudit();
});
afterAll(() => audit?.close());

const numbersOf = async (tenantId: string) =>
  (
    await audit.sql<{ seq: string }>('select seq from audit_link where tenant_id = $1 order by seq', [
      tenantId,
    ])
  ).map(({ seq }) => Number(seq));

describe('the chain', () => {
  it('links every entry once, in order, however many write and link at once', async () => {
    const tenants = [randomUUID(), randomUUID(), randomUUID()];
    const writing = tenants.flatMap((tenant) => Array.from({ length: 25 }, () => audit.write(tenant)));
    await Promise.all([...writing, audit.link(), audit.link(), audit.link()]);
    await Promise.all([audit.link(), audit.link()]);
    for (const tenant of tenants)
      expect(await numbersOf(tenant)).toEqual(Array.from({ length: 25 }, (_, index) => index + 1));
    expect(await audit.faults()).toEqual([]);
    expect(await audit.sql('select from audit_pending')).toEqual([]);
  });

  it('goes on where it ended', async () => {
    const tenant = randomUUID();
    for (const count of [1, 2, 3]) {
      await audit.write(tenant);
      await audit.link();
      expect(await numbersOf(tenant)).toHaveLength(count);
    }
    expect(await audit.faults()).toEqual([]);
  });

  it('holds up no change while it is being extended', async () => {
    const tenant = randomUUID();
    await audit.write(tenant);
    await audit.link();
    const linker = new Client({ connectionString: audit.databaseUrl });
    await linker.connect();
    try {
      await linker.query('begin');
      await linker.query('select from audit_chain for update');
      await audit.write(tenant);
    } finally {
      await linker.end();
    }
    await audit.link();
    expect(await numbersOf(tenant)).toEqual([1, 2]);
  });

  it('is never seen without the change: what was rolled back leaves nothing', async () => {
    const tenant = randomUUID();
    await expect(audit.write(tenant, { detail: { bad: 1n } })).rejects.toThrow(TypeError);
    await audit.link();
    for (const table of ['audit_entry', 'audit_pending', 'audit_link', 'audit_chain'])
      expect(await audit.sql(`select from ${table} where tenant_id = $1`, [tenant])).toEqual([]);
  });
});

describe('npm run audit:verify', () => {
  const VERIFY = fileURLToPath(new URL('../../src/verify-audit.ts', import.meta.url));

  async function verify(...options: string[]) {
    const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', VERIFY, ...options], {
      env: {
        ENVIRONMENT: 'development',
        DATABASE_URL: audit.databaseUrl,
        REDIS_URL: 'redis://127.0.0.1:1',
        CREDENTIAL_KEYS: audit.keys,
        TRUSTED_ISSUERS: JSON.stringify([aTrustedIssuer]),
        LOG_LEVEL: 'silent',
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let [out, complaints] = ['', ''];
    child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString('utf8')));
    child.stderr.on('data', (chunk: Buffer) => (complaints += chunk.toString('utf8')));
    const [code] = await once(child, 'close');
    if (complaints) throw new Error(complaints);
    const lines = out.trim().split('\n');
    return { code, lines: lines.map((line) => JSON.parse(line) as Record<string, unknown>) };
  }

  it('ends with 0 while all is well, and with 1 and the name of the row that is not', async () => {
    const tenantId = randomUUID();
    await audit.write(tenantId);
    await audit.link();
    const well = await verify('--tenant', tenantId);
    expect(well).toEqual({
      code: 0,
      lines: [
        {
          tenantId,
          faults: 0,
          links: 1,
          pending: 0,
          head: { seq: '1', hash: expect.stringMatching(/^[0-9a-f]{64}$/) },
        },
      ],
    });
    const [{ head } = { head: undefined }] = well.lines;
    const { seq, hash } = head as { seq: string; hash: string };
    expect((await verify('--tenant', tenantId, '--head', `${seq}:${hash}`)).code).toBe(0);
    expect((await verify('--tenant', tenantId, '--head', `${seq}:${'0'.repeat(64)}`)).code).toBe(1);

    const [entry] = await audit.sql<{ id: string }>(
      `update audit_entry set actor = 'eve' where tenant_id = $1 returning id`,
      [tenantId],
    );
    const all = await verify();
    expect(all.code).toBe(1);
    expect(all.lines.filter((line) => 'fault' in line)).toEqual([
      { tenantId, fault: 'CHANGED', of: 'entry', seq: '1', entryId: entry?.id },
    ]);
  });
});
