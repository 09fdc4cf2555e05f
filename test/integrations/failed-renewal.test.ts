import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { finished, startSync } from '../support/hub.ts';
import { rows } from '../support/rows.ts';
import { until } from '../webhooks/deliveries.ts';
import { startTcpProxy } from '../webhooks/tcp-proxy.ts';
import { startAsker } from './askers.ts';
import { aStage, GRANTS, TOKEN_REQUEST, type Stage } from './ended-access.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await aStage();
  await stage.hub.startWorker();
});
afterAll(() => stage?.hub.close());

describe('a grant that is gone', () => {
  it.each(GRANTS)(
    'asks for a person, tells client applications, and works again with a new credential (%s)',
    async (grant) => {
      const story = await stage.withEndedAccess(grant);
      story.sandbox.revoke();
      expect(await story.test()).toBe('PROVIDER_CREDENTIAL_REFUSED');
      expect(await story.status()).toBe('NEEDS_REAUTH');
      expect(story.renewals()).toBe(1);
      const told = await rows<{ payload: unknown }>(
        stage.hub.database.url,
        `select payload from outgoing_event where subject = $1 and type = 'integration.degraded'`,
        [story.integrationId],
      );
      expect(told).toEqual([{ payload: { integrationId: story.integrationId, status: 'NEEDS_REAUTH' } }]);
      // Nobody tries again what only a person can mend.
      await story.test();
      expect(story.renewals()).toBe(1);
      expect(await story.enterAnother()).toBe('Integration');
      expect(await story.test()).toBe('IntegrationWorks');
    },
  );

  it('says nothing about the credential that a person enters meanwhile', async () => {
    const story = await stage.withEndedAccess('QuickBooks');
    story.sandbox.revoke();
    story.sandbox.faults.next(1, { kind: 'slow', ms: 800 }, TOKEN_REQUEST);
    const testing = story.test();
    await until(story.row, ({ renewal_fence }) => renewal_fence === '1');
    expect(await story.enterAnother()).toBe('Integration');
    expect(await testing).toBe('IntegrationWorks');
    expect(await story.status()).toBe('ACTIVE');
  });
});

describe('a renewal that fails on the way', () => {
  it.each(GRANTS)('is repeated with the same refresh token (%s)', async (grant) => {
    const story = await stage.withEndedAccess(grant);
    story.sandbox.faults.next(1, { kind: 'reset' }, TOKEN_REQUEST);
    expect(await story.test()).toBe('PROVIDER_UNAVAILABLE');
    story.sandbox.faults.next(1, { kind: 'status', status: 503 }, TOKEN_REQUEST);
    expect(await story.test()).toBe('PROVIDER_UNAVAILABLE');
    expect(await story.status()).toBe('ACTIVE');
    expect(await story.test()).toBe('IntegrationWorks');
    expect(await story.row()).toMatchObject({ credential_version: 2 });
  });

  it('does not fail the sync that needed it', async () => {
    const story = await stage.withEndedAccess('QuickBooks');
    story.sandbox.faults.next(1, { kind: 'reset' }, TOKEN_REQUEST);
    const job = await startSync(story.tenant, story.integrationId, { mode: 'FULL' });
    expect(await finished(story.tenant, job)).toMatchObject({ status: 'SUCCEEDED' });
    expect(story.renewals()).toBe(2);
  });

  it('keeps what it got until the database is back', async () => {
    const story = await stage.withEndedAccess('QuickBooks');
    const url = new URL(stage.hub.database.url);
    const proxy = await startTcpProxy({ host: url.hostname, port: Number(url.port) });
    url.port = String(proxy.port);
    const asker = await startAsker(stage.hub, { DATABASE_URL: url.href });
    story.sandbox.faults.next(1, { kind: 'slow', ms: 500 }, TOKEN_REQUEST);
    const answer = asker.ask({ tenantId: story.tenant.id, integrationId: story.integrationId, times: 1 });
    await until(story.row, ({ renewal_fence }) => renewal_fence === '1');
    proxy.refuse();
    await until(
      async () => story.renewals(),
      (count) => count === 1,
    );
    await new Promise((resolve) => setTimeout(resolve, 500));
    proxy.restore();
    expect((await answer)[0]).not.toContain('_');
    expect(await story.row()).toMatchObject({ credential_version: 2, status: 'ACTIVE' });
    await asker.end();
    await proxy.close();
  });
});
