/** Dealing with funders as a tenant does: setting up, being asked, and what is told of how it goes. */
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openFunderDesk, type FunderDesk, type Question } from '../../src/funder-accounts/desk.ts';
import { discreetState } from '../../src/funder-accounts/discreet.ts';
import { openPlatform, type OpenPlatform } from '../../src/platform/platform.ts';
import { entities } from '../../src/entities.ts';
import { anApplicant, aRequest, noBrowser } from '../contracts/funder-stand.ts';
import { startAuroraSandbox, type AuroraSandbox } from '../sandbox/aurora/aurora.ts';
import { startBeaconSandbox, type BeaconSandbox } from '../sandbox/beacon/beacon.ts';
import { aHub, type Hub, type Tenant } from '../support/hub.ts';
import { rows } from '../support/rows.ts';

const forever = new AbortController().signal;

describe('a tenant and its funders', () => {
  let aurora: AuroraSandbox;
  let beacon: BeaconSandbox;
  let hub: Hub;
  let platform: OpenPlatform;
  let desk: FunderDesk;

  beforeAll(async () => {
    [aurora, beacon] = await Promise.all([startAuroraSandbox({ thinkMs: 0 }), startBeaconSandbox()]);
    const hosts = [aurora.host, beacon.host];
    hub = await aHub({ hosts, env: { AURORA_URL: aurora.url, BEACON_URL: beacon.url } });
    const { config, log } = hub;
    platform = await openPlatform({ ...config, vendors: config.providers, worker: false }, entities, { log });
    desk = openFunderDesk(platform, { settings: config.funders.settings, browse: noBrowser() });
  });
  afterAll(async () => {
    await desk?.close();
    await platform?.close();
    await hub?.close();
    await Promise.all([aurora, beacon].map((sandbox) => sandbox?.close()));
  });

  const update = async (tenant: Tenant, input: object) =>
    (
      await tenant.ask<{ updateFunder: Record<string, unknown> }>(
        `mutation ($input: UpdateFunderInput!) { updateFunder(input: $input) {
          __typename ... on Funder { id enabled status } ... on HubProblem { code message } ... on HubInvalidInput { field } } }`,
        { input },
      )
    ).updateFunder;
  const values = (credential: object) => Object.entries(credential).map(([name, value]) => ({ name, value }));
  const funderOf = async (tenant: Tenant, id: string) =>
    (
      await tenant.ask<{ funder: Funder }>(
        `query ($id: ID!) { funder(id: $id) { name channel products enabled status
          health { asked answered successRate meanLatencyMs breaker breakerUntil lastFailure } } }`,
        { id },
      )
    ).funder;
  const question = (tenant: Tenant, funderId = 'aurora'): Question => ({
    tenantId: tenant.id,
    funderId,
    deadlineMs: 5_000,
    signal: forever,
  });
  const ask = (tenant: Tenant, change: Partial<Question> = {}) =>
    desk
      .quote({ ...question(tenant), request: aRequest, key: randomUUID(), ...change })
      .catch((error: unknown) => error);
  const setUp = async (id: string, credential: object): Promise<Tenant> => {
    const tenant = await hub.aTenant();
    expect(await update(tenant, { id, credential: values(credential) })).toMatchObject({ enabled: true });
    return tenant;
  };

  it('begins with nothing set up, and asks nobody', async () => {
    const tenant = await hub.aTenant();
    const { funders } = await tenant.ask<{ funders: { id: string; status: string; enabled: boolean }[] }>(
      '{ funders { id status enabled } }',
    );
    expect(funders.map(({ id }) => id)).toEqual(['aurora', 'beacon', 'cobalt']);
    expect(funders.every(({ status, enabled }) => status === 'NOT_SET_UP' && !enabled)).toBe(true);
    expect(await ask(tenant)).toMatchObject({ code: 'FUNDER_NOT_ENABLED' });
    expect(await update(tenant, { id: 'aurora', enabled: true })).toMatchObject({
      code: 'FUNDER_NOT_SET_UP',
    });
    expect(await update(tenant, { id: 'nobody', enabled: true })).toMatchObject({ code: 'FUNDER_NOT_FOUND' });
    expect(await update(tenant, { id: 'beacon', credential: values({ user: 'x y' }) })).toMatchObject({
      code: 'BAD_USER_INPUT',
      field: 'input.credential.user',
    });
  });

  it('asks with its own credential, which is stored sealed and shown to nobody', async () => {
    const tenant = await setUp('aurora', aurora.credential);
    expect(await ask(tenant)).toMatchObject({ balloon: '5000.00', payment: expect.any(String) });
    const [row] = await rows<{ credential: Buffer }>(
      hub.database.url,
      'select credential from funder_account where tenant_id = $1',
      [tenant.id],
    );
    expect(row?.credential.toString('latin1')).not.toContain(aurora.credential.clientSecret);
    expect(hub.logged()).not.toContain(aurora.credential.clientSecret);
    const entries = await rows<{ detail: unknown }>(
      hub.database.url,
      `select detail from audit_entry where tenant_id = $1 and action = 'funder.updated'`,
      [tenant.id],
    );
    expect(entries).toEqual([{ detail: { credential: true, enabled: null } }]);
  });

  it('hears in its funder’s own words nothing of its credential', async () => {
    const tenant = await setUp('aurora', aurora.credential);
    const { clientSecret } = aurora.credential;
    const quote = await desk.quote({ ...question(tenant), request: aRequest, key: randomUUID() });
    aurora.fault('propose', { kind: 'status', status: 422, title: `No: ${clientSecret}, ${clientSecret}` });
    const proposal = { quoteReference: quote.reference, request: aRequest, applicant: anApplicant };
    const refusal = await desk
      .propose({ ...question(tenant), proposal, key: randomUUID() })
      .catch((error: unknown) => error);
    expect(refusal).toMatchObject({ code: 'FUNDER_DECLINED', message: 'No: ***, ***' });
    const state = {
      reference: 'R1',
      status: 'DECLINED',
      message: clientSecret,
      changedAt: new Date(),
    } as const;
    expect(discreetState(state, { ...aurora.credential })).toEqual({ ...state, message: '***' });
  });

  it('is not asked while it is switched off, nor for another tenant', async () => {
    const tenant = await setUp('aurora', aurora.credential);
    expect(await update(tenant, { id: 'aurora', enabled: false })).toMatchObject({ status: 'DISABLED' });
    expect(await ask(tenant)).toMatchObject({ code: 'FUNDER_NOT_ENABLED' });
    await update(tenant, { id: 'aurora', enabled: true });
    expect(await ask(tenant)).toMatchObject({ balloon: '5000.00' });
    expect(await ask(await hub.aTenant())).toMatchObject({ code: 'FUNDER_NOT_ENABLED' });
  });

  it('tells of a credential that the funder refuses, until there is a new one', async () => {
    const tenant = await setUp('beacon', { ...beacon.credential, password: 'of-somebody-else' });
    expect(await ask(tenant, { funderId: 'beacon' })).toMatchObject({ code: 'PROVIDER_CREDENTIAL_REFUSED' });
    expect(await funderOf(tenant, 'beacon')).toMatchObject({ status: 'CREDENTIAL_REFUSED' });
    await update(tenant, { id: 'beacon', credential: values(beacon.credential) });
    expect(await funderOf(tenant, 'beacon')).toMatchObject({ status: 'ENABLED' });
    expect(await ask(tenant, { funderId: 'beacon' })).toMatchObject({ balloon: '5000.00' });
  });

  it('tries a question once more when the funder was in trouble, and a proposal never', async () => {
    const tenant = await setUp('aurora', aurora.credential);
    const before = { ...aurora.count };
    aurora.fault('quote', { kind: 'status', status: 503 });
    const quote = await desk.quote({ ...question(tenant), request: aRequest, key: randomUUID() });
    expect((aurora.count['quote'] ?? 0) - (before['quote'] ?? 0)).toBe(2);

    const key = randomUUID();
    const proposal = { quoteReference: quote.reference, request: aRequest, applicant: anApplicant };
    const proposed = aurora.count['propose'] ?? 0;
    aurora.fault('propose', { kind: 'lost' });
    const failure = await desk
      .propose({ ...question(tenant), proposal, key })
      .catch((error: unknown) => error);
    expect(failure).toMatchObject({ code: 'FUNDER_OUTCOME_UNCERTAIN' });
    expect((aurora.count['propose'] ?? 0) - proposed).toBe(1);
    expect(await desk.find({ ...question(tenant), key })).toMatchObject({ status: 'SUBMITTED' });
    // The funder knows where to tell what becomes of it.
    expect(aurora.book.proposals.find((each) => each.key === key)?.callbackUrl).toMatch(
      new RegExp(`^${hub.config.http.publicUrl}/api/v1/funders/aurora/callbacks/[0-9a-f-]{36}$`),
    );
  });

  it('keeps its deadline however the funder behaves', async () => {
    const tenant = await setUp('aurora', aurora.credential);
    for (const fault of [{ kind: 'hang' }, { kind: 'slow', ms: 5_000 }] as const) {
      aurora.fault('quote', fault);
      const begun = performance.now();
      expect(await ask(tenant, { deadlineMs: 300 })).toMatchObject({ code: 'FUNDER_TIMED_OUT' });
      expect(performance.now() - begun).toBeLessThan(2_000);
    }
  });

  it('ends with the caller, for the caller is not the funder', async () => {
    const tenant = await setUp('aurora', aurora.credential);
    aurora.fault('quote', { kind: 'hang' });
    const abort = new AbortController();
    const asking = ask(tenant, { signal: abort.signal });
    await sleep(100);
    abort.abort(new Error('the worker ends'));
    expect(await asking).toEqual(new Error('the worker ends'));
  });

  it('leaves a funder alone that fails again and again, for this tenant only, and tells so', async () => {
    const [unlucky, lucky] = [
      await setUp('aurora', aurora.credential),
      await setUp('aurora', aurora.credential),
    ];
    aurora.fault('quote', { kind: 'status', status: 500 }, 6);
    const codes: unknown[] = [];
    for (let tries = 0; tries < 4; tries++) codes.push(((await ask(unlucky)) as { code?: string }).code);
    aurora.heal();
    expect(codes).toEqual(Array.from({ length: 4 }, () => 'FUNDER_UNAVAILABLE'));
    const asked = aurora.count['quote'];
    expect(await ask(unlucky)).toMatchObject({ code: 'FUNDER_UNAVAILABLE' });
    expect(aurora.count['quote']).toBe(asked);
    expect(await ask(lucky)).toMatchObject({ balloon: '5000.00' });

    await desk.quote({ ...question(lucky), request: aRequest, key: randomUUID() });
    const health = async (tenant: Tenant) => (await funderOf(tenant, 'aurora')).health;
    for (let tries = 0; tries < 100 && (await health(lucky)).asked < 2; tries++) await sleep(50);
    expect(await health(lucky)).toMatchObject({ asked: 2, answered: 2, successRate: 1, breaker: 'CLOSED' });
    const told = await health(unlucky);
    expect(told).toMatchObject({
      breaker: 'OPEN',
      answered: 0,
      successRate: 0,
      lastFailure: 'FUNDER_UNAVAILABLE',
    });
    expect(Date.parse(String(told.breakerUntil))).toBeGreaterThan(Date.now());

    // Another process, which has seen no failure, leaves it alone too: until the time is over.
    const other = openFunderDesk(platform, { settings: hub.config.funders.settings, browse: noBrowser() });
    const elsewhere = () =>
      other
        .quote({ ...question(unlucky), request: aRequest, key: randomUUID() })
        .catch((error: unknown) => error);
    expect(await elsewhere()).toMatchObject({ code: 'FUNDER_UNAVAILABLE' });
    await rows(hub.database.url, `update funder_account set breaker_until = now() where tenant_id = $1`, [
      unlucky.id,
    ]);
    expect((await health(unlucky)).breaker).toBe('HALF_OPEN');
    expect(await elsewhere()).toMatchObject({ balloon: '5000.00' });
    await other.close();
  });

  it('is cleanly unavailable where the operator has not said where it is', async () => {
    const tenant = await setUp('cobalt', { user: 'dealer', password: 'a-password' });
    expect(await ask(tenant, { funderId: 'cobalt' })).toMatchObject({ code: 'FUNDER_UNAVAILABLE' });
  });

  it('has logged neither secrets nor customers in all that', () => {
    const { clientSecret, callbackSecret } = aurora.credential;
    const { name, email } = aRequest.customer;
    expect(hub.logged()).toContain('breaker of a funder');
    for (const word of [clientSecret, callbackSecret, beacon.credential.password, name, email])
      expect(hub.logged()).not.toContain(word);
  });
});

interface Funder {
  status: string;
  health: {
    asked: number;
    answered: number;
    successRate: number | null;
    breaker: string;
    breakerUntil: string | null;
    lastFailure: string | null;
  };
}
