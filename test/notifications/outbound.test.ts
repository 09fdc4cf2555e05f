import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { lookup } from 'node:dns/promises';
import { hostname } from 'node:os';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createEgress } from '../../src/platform/egress/egress.ts';
import { isPublicAddress } from '../../src/platform/egress/addresses.ts';
import { startWorker, type Worker } from '../../src/worker.ts';
import { newSecret } from '../../src/notifications/standard-webhooks.ts';
import { anAuthority, asFiles } from '../support/certificates.ts';
import { aHub, type Hub, type Tenant } from '../support/hub.ts';
import { rows } from '../support/rows.ts';
import { until } from '../syncs/until.ts';
import { anEndpoint, change, stateOf, writeEvents } from './endpoints.ts';
import { startReceiver, type Receiver } from '../support/receiver.ts';

const secret = newSecret();
let files: ReturnType<typeof asFiles<'ca' | 'cert' | 'key'>>;
let trusted: string;
/** Asks for a certificate of the authority, and shows one of it. */
let strict: Receiver;
/** Of the operator's setting. */
let client: Receiver;
/** Where that client application moves to. */
let moved: Receiver;
/** Nobody has opened it. */
let inner: Receiver;
let hub: Hub;
let worker: Worker;
beforeAll(async () => {
  const ca = await anAuthority();
  trusted = ca.cert;
  const server = await ca.issue({ names: ['IP:127.0.0.1'] });
  files = asFiles({ ca: ca.cert, ...(await ca.issue({ names: ['URI:hub'] })) });
  strict = await startReceiver({ ...server, ca: ca.cert, requestCert: true, rejectUnauthorized: true });
  [client, moved, inner] = await Promise.all([startReceiver(), startReceiver(), startReceiver()]);
  client.secrets = [secret];
  moved.secrets = [secret];
  hub = await aHub({
    stripe: { size: { customers: 1, payments: 1, invoices: 1 } },
    env: {
      NOTIFICATION_ALLOWED_HOSTS: `${strict.host},${moved.host}`,
      NOTIFICATION_CERT_FILE: files.paths.cert,
      NOTIFICATION_KEY_FILE: files.paths.key,
      NOTIFICATION_CA_FILE: files.paths.ca,
      NOTIFICATION_TIMEOUT_S: '2',
      CLIENT_API_URL: client.url,
      CLIENT_API_SECRET: secret,
    },
  });
  worker = await startWorker(hub.config, hub.log);
});
afterAll(async () => {
  await worker?.close();
  await hub?.close();
  await Promise.all([strict?.close(), client?.close(), moved?.close(), inner?.close()]);
  files?.remove();
});

describe('a client application that asks for a certificate', () => {
  it('is shown the one the operator has set, and nobody else gets in', async () => {
    const tenant = await hub.aTenant();
    await anEndpoint(tenant, strict);
    const [event] = await writeEvents(hub.database.url, tenant.id, [randomUUID()]);
    await until(() => strict.taken.some(({ id }) => id === event));
    const without = createEgress({ allowedHosts: [strict.host], tls: { ca: trusted } });
    await expect(without.request({ url: strict.url, method: 'POST' })).rejects.toThrow(
      'could not be reached',
    );
    without.close();
    const stranger = createEgress({ allowedHosts: [strict.host] });
    await expect(stranger.request({ url: strict.url, method: 'POST' })).rejects.toThrow(
      'could not be reached',
    );
    stranger.close();
  });
});

describe('the client application of an installation for one tenant', () => {
  it('is told of everything, without anybody having asked for it, and is the operator’s to change', async () => {
    const tenant = await hub.aTenant();
    const written = await writeEvents(hub.database.url, tenant.id, [randomUUID(), randomUUID()]);
    const taken = () => client.taken.filter(({ tenantId }) => tenantId === tenant.id);
    await until(() => taken().length === 2);
    expect(
      taken()
        .map(({ id }) => id)
        .toSorted(),
    ).toEqual(written.toSorted());
    const { notificationEndpoints } = await tenant.ask<{
      notificationEndpoints: { edges: { node: { id: string; url: string; managed: boolean } }[] };
    }>('{ notificationEndpoints { edges { node { id url managed } } } }');
    const [endpoint] = notificationEndpoints.edges.map(({ node }) => node);
    expect(endpoint).toMatchObject({ url: client.url, managed: true });
    for (const call of [
      `updateNotificationEndpoint(input: { id: "${endpoint?.id}", url: "https://example.com/" })`,
      `rotateNotificationSecret(id: "${endpoint?.id}")`,
      `deleteNotificationEndpoint(id: "${endpoint?.id}")`,
    ])
      expect(await change(tenant, call)).toMatchObject({ code: 'NOTIFICATION_ENDPOINT_MANAGED' });
    expect(client.forged).toEqual([]);
  });

  const managedOf = async (tenant: Tenant) => {
    const { notificationEndpoints } = await tenant.ask<{
      notificationEndpoints: { edges: { node: { id: string } }[] };
    }>('{ notificationEndpoints { edges { node { id } } } }');
    return notificationEndpoints.edges[0]?.node.id ?? '';
  };
  const turn = (tenant: Tenant, id: string, enabled: boolean) =>
    change(
      tenant,
      `updateNotificationEndpoint(input: { id: "${id}", enabled: ${enabled} })`,
      '... on NotificationEndpoint { enabled disabledReason failingSince }',
    );
  /** A tenant whose client application has said that it is gone, and the event that it has not taken. */
  const aTenantGivenUp = async () => {
    const tenant = await hub.aTenant();
    client.mood = ({ tenantId }, response) =>
      tenantId === tenant.id && Boolean(response.writeHead(410).end());
    const [missed] = await writeEvents(hub.database.url, tenant.id, [randomUUID()]);
    await until(async () => {
      const id = await managedOf(tenant);
      return id !== '' && (await stateOf(hub.database.url, id)).disabled_reason === 'GONE';
    });
    client.mood = () => false;
    return { tenant, missed, id: await managedOf(tenant) };
  };
  const takenBy = (by: Receiver, { id }: Tenant) =>
    by.taken.filter(({ tenantId }) => tenantId === id).map((each) => each.id);

  it('can be switched on again after it was given up, and then gets what waited', async () => {
    const { tenant, missed, id } = await aTenantGivenUp();
    expect(takenBy(client, tenant)).toEqual([]);
    expect(await turn(tenant, id, true)).toMatchObject({ enabled: true, disabledReason: null });
    await until(() => takenBy(client, tenant).includes(missed ?? ''));
    expect(await turn(tenant, id, false)).toMatchObject({ enabled: false, disabledReason: 'OWNER' });
    expect(await turn(tenant, id, true)).toMatchObject({ enabled: true, disabledReason: null });
    for (const more of ['description: null', 'eventTypes: []', 'about: []'])
      expect(
        await change(tenant, `updateNotificationEndpoint(input: { id: "${id}", enabled: true, ${more} })`),
      ).toMatchObject({ code: 'NOTIFICATION_ENDPOINT_MANAGED' });
  });

  it('is tried anew at another address, unless somebody has switched it off', async () => {
    const { tenant, missed, id } = await aTenantGivenUp();
    const off = await hub.aTenant();
    await writeEvents(hub.database.url, off.id, [randomUUID()]);
    await until(() => takenBy(client, off).length === 1);
    await turn(off, await managedOf(off), false);

    await worker.close();
    const notifications = { ...hub.config.notifications, client: { secret, url: moved.url } };
    worker = await startWorker({ ...hub.config, notifications }, hub.log);
    const [next] = await writeEvents(hub.database.url, tenant.id, [randomUUID()]);
    await writeEvents(hub.database.url, off.id, [randomUUID()]);
    await until(() => [missed, next].every((event) => takenBy(moved, tenant).includes(event ?? '')));
    expect(await stateOf(hub.database.url, id)).toMatchObject({ failures: 0, disabled_reason: null });
    const switchedOff = () =>
      rows(
        hub.database.url,
        'select status, disabled_reason from notification_endpoint where tenant_id = $1 and url = $2',
        [off.id, moved.url],
      );
    await until(async () => (await switchedOff()).length === 1);
    expect(await switchedOff()).toEqual([{ status: 'DISABLED', disabled_reason: 'OWNER' }]);
    await worker.close();
    worker = await startWorker(hub.config, hub.log);
  }, 30_000);
});

describe('an endpoint that has come to lead inside', () => {
  /** As if nothing had been said about the URL when it was entered, or its name had led elsewhere then. */
  const deliverTo = async (url: string) => {
    const tenant = await hub.aTenant();
    const endpoint = await anEndpoint(tenant, strict);
    await rows(hub.database.url, 'update notification_endpoint set url = $2 where id = $1', [endpoint, url]);
    await writeEvents(hub.database.url, tenant.id, [randomUUID()]);
    const tried = () =>
      rows<{ code: string; status: string }>(
        hub.database.url,
        `select status, tries -> 0 ->> 'errorCode' as code from notification_delivery
          where endpoint_id = $1 and attempts = 1`,
        [endpoint],
      );
    await until(async () => (await tried()).length === 1);
    return (await tried())[0];
  };

  it('is refused in every form, after its name is resolved', async () => {
    const name = hostname();
    const { address } = await lookup(name);
    expect(isPublicAddress(address)).toBe(false);
    const port = inner.host.split(':')[1] ?? '';
    const forms = [
      `https://${name}:${port}/`,
      `https://127.0.0.1:${port}/`,
      `https://127.1:${port}/`,
      `https://0x7f000001:${port}/`,
      `https://2130706433:${port}/`,
      `https://0177.0.0.1:${port}/`,
      `https://①②⑦.⓪.⓪.①:${port}/`,
      `https://[::ffff:7f00:1]:${port}/`,
      `https://localhost.:${port}/`,
      `https://0.0.0.0:${port}/`,
      `https://[::]:${port}/`,
      'https://169.254.169.254/latest/meta-data/',
      'https://[fd00::1]/',
      'https://[64:ff9b::7f00:1]/',
      'https://[2002:7f00:1::]/',
      'https://100.64.0.1/',
      `https://user@127.0.0.1:${port}/`,
      `http://127.0.0.1:${port}/`,
      // Opened for encrypted requests by its port alone; another port is another host.
      `https://127.0.0.1:${Number(port) + 1}/`,
    ];
    const outcomes = await Promise.all(forms.map(deliverTo));
    expect(outcomes.map((outcome, n) => [forms[n], outcome])).toEqual(
      forms.map((form) => [form, { status: 'WAITING', code: 'EGRESS_DENIED' }]),
    );
    expect(inner.requests()).toBe(0);
  }, 30_000);

  it('is refused when its name leads elsewhere at a second look: what was checked is what is connected to', async () => {
    const script = fileURLToPath(new URL('rebinding-process.ts', import.meta.url));
    const { stdout } = await promisify(execFile)(process.execPath, ['--disable-warning=DEP0111', script]);
    expect(JSON.parse(stdout)).toEqual({
      codes: ['PROVIDER_UNAVAILABLE', 'EGRESS_DENIED'],
      lookups: 2,
      connected: ['8.8.8.8'],
    });
  });
});
