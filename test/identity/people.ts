/** People of a hub, told as stories: they are invited, accept, sign in. */
import { randomUUID } from 'node:crypto';
import { shippedRoles } from '../../src/identity/shipped-roles.ts';
import { startMailSandbox, type MailSandbox } from '../sandbox/mail/mail.ts';
import { aHub, tenantWith, type Hub, type HubOptions, type Tenant } from '../support/hub.ts';

export const PASSWORD = 'correct horse battery staple';

export interface Tokens {
  accessToken: string;
  refreshToken: string;
  tenantId: string;
  sessionId: string;
}

export interface PeopleHub extends Hub {
  readonly mail: MailSandbox;
}

export interface Answer {
  __typename: string;
  code?: string;
  message?: string;
  retryAfterMs?: number | null;
  [field: string]: unknown;
}

/** A hub that sends mail, with a worker. */
export async function aPeopleHub(options: HubOptions = {}): Promise<PeopleHub> {
  const mail = await startMailSandbox();
  const hub = await aHub({
    stripe: { size: { customers: 0, payments: 0, invoices: 0 } },
    ...options,
    env: { SMTP_URL: mail.url, ACCOUNT_PAGES_URL: 'https://app.example.test', ...options.env },
  });
  await hub.startWorker();
  return {
    ...hub,
    mail,
    close: async () => {
      await hub.close();
      await mail.close();
    },
  };
}

export const anAddress = (name = 'ada') => `${name}.${randomUUID().slice(0, 8)}@example.test`;

/** Asks without a token, or with one; answers what the one mutation or query came to. */
export async function ask(
  hub: Hub,
  operation: string,
  {
    variables = {},
    token,
    headers = {},
  }: { variables?: object; token?: string; headers?: Record<string, string> } = {},
): Promise<{
  status: number;
  body: {
    data?: Record<string, Answer> | null;
    errors?: { message: string; extensions?: { code?: string } }[];
  };
}> {
  const response = await fetch(`${hub.api.url}/graphql`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(token && { authorization: `Bearer ${token}` }),
      ...headers,
    },
    body: JSON.stringify({ query: operation, variables }),
  });
  return { status: response.status, body: (await response.json()) as never };
}

/** The one field's answer. Throws when there are errors. */
export async function outcome(
  hub: Hub,
  operation: string,
  more: Parameters<typeof ask>[2] = {},
): Promise<Answer> {
  const { body } = await ask(hub, operation, more);
  if (body.errors || !body.data) throw new Error(JSON.stringify(body.errors));
  // `as`: each operation here has one field.
  return Object.values(body.data)[0] as Answer;
}

const PROBLEM = '... on HubProblem { code message } ... on TooManyAttempts { retryAfterMs }';
const SIGNED_IN = `__typename ... on SignedIn { device tokens { accessToken refreshToken tenantId sessionId } }
  ... on SecondFactorRequired { challenge expiresAt } ${PROBLEM}`;

export const signInAs = (
  hub: Hub,
  input: { email: string; password?: string; tenantId?: string; device?: string },
  headers?: Record<string, string>,
) =>
  outcome(hub, `mutation ($input: SignInInput!) { signIn(input: $input) { ${SIGNED_IN} } }`, {
    variables: { input: { password: PASSWORD, ...input } },
    ...(headers && { headers }),
  });

export const refresh = (hub: Hub, refreshToken: string, tenantId?: string) =>
  outcome(
    hub,
    `mutation ($input: RefreshTokensInput!) { refreshTokens(input: $input) {
       __typename ... on TokenSet { accessToken refreshToken tenantId sessionId } ... on HubProblem { code message } } }`,
    { variables: { input: { refreshToken, ...(tenantId && { tenantId }) } } },
  );

export const accept = (hub: Hub, token: string, more: { password?: string; name?: string } = {}) =>
  outcome(
    hub,
    `mutation ($input: AcceptInvitationInput!) { acceptInvitation(input: $input) { ${SIGNED_IN} } }`,
    {
      variables: { input: { token, password: PASSWORD, ...more } },
    },
  );

export const invite = (hub: Hub, token: string, input: { email: string; roleIds: string[] }) =>
  outcome(
    hub,
    `mutation ($input: InviteUserInput!) { inviteUser(input: $input) {
       __typename ... on User { id email name status } ... on HubProblem { code message } } }`,
    { variables: { input }, token },
  );

/** Somebody of a tenant, with what they were last given. */
export interface Person extends Tokens {
  readonly email: string;
  readonly id: string;
  readonly device: string;
  /** Asks as them. */
  readonly tenant: Tenant;
}

export function signedIn(hub: Hub, email: string, answer: Answer): Person {
  if (answer.__typename !== 'SignedIn') throw new Error(JSON.stringify(answer));
  const tokens = answer['tokens'] as Tokens;
  const [, payload = ''] = tokens.accessToken.split('.');
  const { sub } = JSON.parse(Buffer.from(payload, 'base64url').toString()) as { sub: string };
  const tenant = tenantWith(hub.api.url, tokens.tenantId, tokens.accessToken);
  return { ...tokens, email, id: sub, device: answer['device'] as string, tenant };
}

/** Somebody who was invited to the tenant by an operator, and accepted. Every tenant's first is an admin. */
export async function aPerson(
  hub: PeopleHub,
  options: { tenantId?: string; roles?: string[]; email?: string } = {},
): Promise<Person> {
  const { tenantId = randomUUID(), roles = ['admin'], email = anAddress() } = options;
  const operator = await hub.issuer.token({ subject: 'operator', tenantId, scopes: EVERYTHING });
  const invited = await invite(hub, operator, { email, roleIds: roles });
  if (invited.__typename !== 'User') throw new Error(JSON.stringify(invited));
  const { token = '' } = await hub.mail.take(email);
  return signedIn(hub, email, await accept(hub, token, { name: 'Somebody' }));
}

/** What all roles hold. */
export const EVERYTHING = shippedRoles.flatMap(({ scopes }) => [...scopes]);

/** Whether it holds within the five seconds that a revocation may take. */
export async function soon(holds: () => Promise<boolean>, withinMs = 5_000): Promise<boolean> {
  for (const end = Date.now() + withinMs; Date.now() < end;) {
    if (await holds()) return true;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return holds();
}

/** Whether the token is refused, within that time. */
export function isRefused(hub: Hub, token: string): Promise<boolean> {
  return soon(async () => {
    const { body } = await ask(hub, '{ me { kind } }', { token });
    return (body.errors ?? []).some(({ extensions }) => extensions?.code === 'UNAUTHENTICATED');
  });
}
