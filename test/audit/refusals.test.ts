import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { auditRefusals, type AuditedRefusals } from '../../src/audit/refusals.ts';
import { createLog } from '../../src/platform/log.ts';
import { movableClock, type MovableClock } from '../support/clock.ts';
import { anAudit, caller, type Audited } from './audited.ts';

let audit: Audited;
let clock: MovableClock;
let refusals: AuditedRefusals;
beforeAll(async () => {
  audit = await anAudit();
  clock = movableClock();
  refusals = auditRefusals({ db: audit.db, clock, log: createLog({ level: 'silent' }) });
});
afterAll(async () => {
  await refusals?.close();
  await audit?.close();
});

const counted = () =>
  audit.sql<{ door: string; reason: string; count: number }>(
    'select door, reason, count from refusal_count order by minute, door, reason',
  );

describe('strangers', () => {
  it('are counted in one row for each minute, door and reason, in whatever number they come', async () => {
    for (let n = 0; n < 5_000; n += 1) refusals.anonymous({ door: 'token', reason: 'Invalid token' });
    await refusals.flush();
    for (let n = 0; n < 10; n += 1) refusals.anonymous({ door: 'token', reason: 'Invalid token' });
    refusals.anonymous({ door: 'signature', reason: 'Unknown service' });
    await refusals.flush();
    expect(await counted()).toEqual([
      { door: 'signature', reason: 'Unknown service', count: 1 },
      { door: 'token', reason: 'Invalid token', count: 5_010 },
    ]);
    await clock.advance(60_000);
    refusals.anonymous({ door: 'token', reason: 'Invalid token' });
    await refusals.flush();
    expect(await counted()).toHaveLength(3);
  });

  it('cannot choose what is counted', async () => {
    await audit.sql('delete from refusal_count');
    for (let n = 0; n < 100; n += 1) refusals.anonymous({ door: 'token', reason: `chosen ${n}` });
    await refusals.flush();
    expect(await counted()).toEqual([{ door: 'token', reason: 'other', count: 100 }]);
  });

  it('are counted by two processes in the same row', async () => {
    await audit.sql('delete from refusal_count');
    const other = auditRefusals({ db: audit.db, clock, log: createLog({ level: 'silent' }) });
    for (const each of [refusals, other]) each.anonymous({ door: 'token', reason: 'Token expired' });
    await Promise.all([refusals.flush(), other.close()]);
    expect(await counted()).toEqual([{ door: 'token', reason: 'Token expired', count: 2 }]);
  });
});

describe('a known caller', () => {
  const entriesOf = (tenantId: string) =>
    audit.sql<{ reason: string; target_id: string }>(
      `select *, detail ->> 'reason' as reason from audit_entry where tenant_id = $1 order by at, id`,
      [tenantId],
    );

  it('is written down with all that is known', async () => {
    const tenantId = randomUUID();
    refusals.known({ tenantId, by: caller, on: 'Query.lanes', reason: 'Requires the scope admin' });
    await refusals.flush();
    expect(await entriesOf(tenantId)).toMatchObject([
      {
        actor_kind: 'user',
        actor: 'ada',
        action: 'access.refused',
        target_type: 'Field',
        target_id: 'Query.lanes',
        outcome: 'REFUSED',
        correlation_id: 'correlation-1',
        remote_address: '192.0.2.1',
        door: 'user',
        user_agent: 'Firefox',
        reason: 'Requires the scope admin',
      },
    ]);
  });

  it('cannot fill the audit: beyond a bound its refusals are told by number', async () => {
    const tenantId = randomUUID();
    for (let n = 0; n < 1_000; n += 1)
      refusals.known({ tenantId, by: caller, on: `Query.field${n}`, reason: 'Requires the scope admin' });
    await refusals.flush();
    expect(await entriesOf(tenantId)).toHaveLength(20);
    await clock.advance(60_000);
    await refusals.flush();
    const entries = await entriesOf(tenantId);
    expect(entries).toHaveLength(21);
    expect(entries.map(({ reason }) => reason)).toContain('980 more in the same minute');
  });

  it('does not use up the bound of another', async () => {
    const [tenantId, other] = [randomUUID(), randomUUID()];
    for (let n = 0; n < 100; n += 1)
      refusals.known({ tenantId, by: caller, on: 'Query.lanes', reason: 'Requires the scope admin' });
    refusals.known({ tenantId: other, by: caller, on: 'Query.lanes', reason: 'Requires the scope admin' });
    await refusals.flush();
    expect(await entriesOf(other)).toHaveLength(1);
  });

  it('is not forgotten while the database is away', async () => {
    const tenantId = randomUUID();
    await audit.sql('alter table audit_entry rename to audit_away');
    refusals.known({ tenantId, by: caller, on: 'Query.lanes', reason: 'Requires the scope admin' });
    refusals.anonymous({ door: 'token', reason: 'Timestamp too old' });
    await expect(refusals.flush()).rejects.toThrow();
    await audit.sql('alter table audit_away rename to audit_entry');
    await refusals.flush();
    expect(await entriesOf(tenantId)).toHaveLength(1);
  });
});
