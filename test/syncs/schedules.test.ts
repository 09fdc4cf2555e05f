import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { assertTiming, nextRun } from '../../src/syncs/next-run.ts';
import { aHub, aStripeIntegration, type Hub, type Tenant } from '../support/hub.ts';
import { runSql } from '../support/services.ts';

const ID = '0b7f3a52-61b1-4c1a-9a52-0e4f7f3f0c11';

describe('when a schedule is due next', () => {
  it('is after now, by the interval and less than a tenth of it', () => {
    fc.assert(
      fc.property(fc.integer({ min: 60, max: 86_400 }), fc.uuid(), (everyS, id) => {
        const now = new Date('2026-11-22T08:00:00Z');
        const lateMs = nextRun({ everyS, cron: null, timeZone: null }, id, now).getTime() - now.getTime();
        expect(lateMs).toBeGreaterThanOrEqual(everyS * 1000);
        expect(lateMs).toBeLessThanOrEqual(everyS * 1100);
      }),
    );
  });

  it('follows the clock of its time zone, over the change to summer time too', () => {
    const daily = { everyS: null, cron: '30 3 * * *', timeZone: 'Europe/Berlin' };
    const minute = (after: string) => nextRun(daily, ID, new Date(after)).toISOString().slice(0, 16);
    expect(minute('2026-03-27T12:00:00Z')).toBe('2026-03-28T02:30');
    expect(minute('2026-03-28T12:00:00Z')).toBe('2026-03-29T01:30');
  });

  it('names the field of what cannot be a schedule', () => {
    const timing = (part: object) => () =>
      assertTiming({ everyS: null, cron: null, timeZone: null, ...part });
    expect(timing({})).toThrow(expect.objectContaining({ field: 'input.every' }));
    expect(timing({ everyS: 59 })).toThrow(expect.objectContaining({ field: 'input.every' }));
    expect(timing({ everyS: 60, cron: '* * * * *' })).toThrow(
      expect.objectContaining({ field: 'input.every' }),
    );
    expect(timing({ cron: 'every day' })).toThrow(expect.objectContaining({ field: 'input.cron' }));
    expect(timing({ cron: '* * * * * *' })).toThrow(expect.objectContaining({ field: 'input.cron' }));
    expect(timing({ cron: '0 0 31 2 *' })).toThrow(expect.objectContaining({ field: 'input.cron' }));
    expect(timing({ cron: '0 3 * * *', timeZone: 'Mars/Base' })).toThrow(
      expect.objectContaining({ field: 'input.timeZone' }),
    );
  });
});

describe('scheduled syncs', () => {
  let hub: Hub;
  let tenant: Tenant;
  let integrationId: string;
  beforeAll(async () => {
    hub = await aHub({ stripe: { size: { customers: 20, payments: 20, invoices: 5 } } });
    tenant = await hub.aTenant();
    integrationId = await aStripeIntegration(hub, tenant);
    await Promise.all([hub.startWorker(), hub.startWorker()]);
  });
  afterAll(() => hub?.close());

  const scheduledJobs = async () => {
    const { syncJobs } = await tenant.ask<{
      syncJobs: { edges: { node: { kind: string; status: string } }[] };
    }>('{ syncJobs { edges { node { kind status priority } } } }');
    return syncJobs.edges.map(({ node }) => node).filter(({ kind }) => kind === 'SCHEDULED_SYNC');
  };
  const until = async (done: () => Promise<boolean>) => {
    const end = Date.now() + 20_000;
    while (!(await done())) {
      if (Date.now() > end) throw new Error('it did not come true in time');
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  };

  it('starts what is due once, whatever was missed and however many workers look', async () => {
    const { setSyncSchedule } = await tenant.ask<{ setSyncSchedule: object }>(
      `mutation ($input: SetSyncScheduleInput!) { setSyncSchedule(input: $input) {
        ... on SyncSchedule { every mode nextRunAt } ... on HubProblem { code message } } }`,
      { input: { integrationId, every: 3600 } },
    );
    expect(setSyncSchedule).toMatchObject({ every: 3600, mode: 'INCREMENTAL' });
    // As if nobody had been there for ten runs.
    await runSql(hub.database.url, `update sync_schedule set next_run_at = now() - interval '10 hours'`);
    await until(async () => (await scheduledJobs()).some(({ status }) => status === 'SUCCEEDED'));
    await new Promise((resolve) => setTimeout(resolve, 2_500));
    expect(await scheduledJobs()).toEqual([
      { kind: 'SCHEDULED_SYNC', status: 'SUCCEEDED', priority: 'NORMAL' },
    ]);
    const { integration } = await tenant.ask<{ integration: { syncSchedule: { nextRunAt: string } } }>(
      'query ($id: ID!) { integration(id: $id) { syncSchedule { nextRunAt } } }',
      { id: integrationId },
    );
    expect(Date.parse(integration.syncSchedule.nextRunAt)).toBeGreaterThan(Date.now());
  });

  it('ends when the schedule is removed', async () => {
    await tenant.ask(
      'mutation ($id: ID!) { removeSyncSchedule(integrationId: $id) { ... on SyncScheduleRemoved { integrationId } } }',
      { id: integrationId },
    );
    const { integration } = await tenant.ask<{ integration: object }>(
      'query ($id: ID!) { integration(id: $id) { syncSchedule { every } } }',
      { id: integrationId },
    );
    expect(integration).toEqual({ syncSchedule: null });
  });

  it('tells which field of the input is wrong', async () => {
    const { setSyncSchedule } = await tenant.ask<{ setSyncSchedule: object }>(
      `mutation ($input: SetSyncScheduleInput!) { setSyncSchedule(input: $input) {
        __typename ... on HubInvalidInput { code field } } }`,
      { input: { integrationId, cron: 'sometimes' } },
    );
    expect(setSyncSchedule).toEqual({
      __typename: 'HubInvalidInput',
      code: 'BAD_USER_INPUT',
      field: 'input.cron',
    });
  });
});
