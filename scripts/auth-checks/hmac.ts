// `npm run test:auth:hmac [-- --url http://…]`: the door of internal services. With --url, SERVICE_NAME, SERVICE_KEY_ID,
// SERVICE_SECRET and SERVICE_TENANT are those of a service that may sign for that tenant.
import { randomUUID } from 'node:crypto';
import { signCall, type Signer, type ToSign } from '../../test/support/sign-call.ts';
import { ME, overHttp, overSocket } from './asking.ts';
import type { Check } from './checks.ts';
import { checkDoor, variables } from './target.ts';

type Credential = { readonly signer: Signer; readonly tenantId: string };

const MINUTE = 60_000;

await checkDoor<Credential>({
  name: 'signed call',
  fromEnvironment: () => {
    const given = variables('SERVICE_NAME', 'SERVICE_KEY_ID', 'SERVICE_SECRET', 'SERVICE_TENANT');
    const key = { id: given.SERVICE_KEY_ID, secret: given.SERVICE_SECRET };
    return { signer: { service: given.SERVICE_NAME, key }, tenantId: given.SERVICE_TENANT };
  },
  fromStack: async ({ signer, tenantId }) => ({ signer, tenantId }),
  checks,
});

function checks(url: string, { signer, tenantId }: Credential): Check[] {
  const sign = (more: Partial<ToSign> = {}, by = signer) =>
    signCall(by, { url: `${url}/graphql`, body: ME, tenantId, ...more });
  const check = (name: string, expected: string, find: () => Promise<string>): Check => ({
    name,
    run: async () => ({ found: await find(), expected }),
  });
  const invalid = '401 Invalid signature';
  const altered = (name: string, change: Record<string, string>, body?: string) =>
    check(name, invalid, () => overHttp(url, { ...sign(), ...change }, body));
  return [
    check('a signed call is let in', '200 SERVICE', () => overHttp(url, sign())),
    check('sent again it is refused', invalid, async () => {
      const headers = sign();
      await overHttp(url, headers);
      return overHttp(url, headers);
    }),
    altered('another body is refused', {}, ME.replace('kind', 'scopes')),
    altered('another tenant is refused', { 'x-tenant-id': randomUUID() }),
    altered('another nonce is refused', { 'x-request-nonce': randomUUID() }),
    altered('another time is refused', { 'x-request-timestamp': String(Date.now() - 1_000) }),
    altered('another signature is refused', { 'x-request-signature': '0'.repeat(64) }),
    check('another method is refused', invalid, () => overHttp(url, sign({ method: 'GET' }))),
    check('another path is refused', invalid, () => overHttp(url, sign({ url: `${url}/graphql?a=b` }))),
    check('another host is refused', invalid, () =>
      overHttp(url, sign({ url: 'http://else.where/graphql' })),
    ),
    check('another key is refused', invalid, () =>
      overHttp(url, sign({}, { ...signer, key: { ...signer.key, secret: randomUUID() } })),
    ),
    check('an old one is refused', '401 Timestamp too old', () =>
      overHttp(url, sign({ timestamp: Date.now() - 6 * MINUTE })),
    ),
    check('an unknown service is refused', '401 Unknown service', () =>
      overHttp(url, sign({}, { ...signer, service: 'nobody-service' })),
    ),
    check('a socket opens with a signed upgrade', 'open', () =>
      overSocket(url, { headers: sign({ method: 'GET', body: '' }) }),
    ),
    check('a socket closes with one that is used', '4403', async () => {
      const headers = sign({ method: 'GET', body: '' });
      await overSocket(url, { headers });
      return overSocket(url, { headers });
    }),
  ];
}
