/** A page and its browser: it sends itself to an issuer, follows the way back, and keeps cookies as a browser does. */
import { createHash, randomBytes } from 'node:crypto';
import type { OidcSandbox } from '../sandbox/oidc/oidc.ts';
import { aPeopleHub, outcome, type Answer, type PeopleHub } from './people.ts';

export const RETURN_TO = 'https://app.example.test/signed-in';

export interface CameBack {
  readonly status: number;
  readonly location: URL | undefined;
  /** What stands behind `#`. */
  readonly said: URLSearchParams;
  readonly body: string;
}

export interface Browser {
  /** What only the page knows. */
  readonly verifier: string;
  readonly challenge: string;
  open(url: string): Promise<CameBack>;
  /** To the issuer. */
  begin(issuerId: string, more?: Record<string, string>): Promise<CameBack>;
  /** Through the issuer, up to its redirect back to us. */
  callbackUrl(issuerId: string): Promise<string>;
  /** All the way. */
  comeBack(issuerId: string): Promise<CameBack>;
  /** What the page was given, and what only it knows. */
  proof(issuerId: string): Promise<{ code: string; codeVerifier: string }>;
}

export function aBrowser(hub: PeopleHub): Browser {
  const verifier = randomBytes(32).toString('base64url');
  const challenge = createHash('sha256').update(verifier).digest('base64url');
  /** By origin. */
  const jars = new Map<string, Map<string, string>>();

  const open = async (url: string): Promise<CameBack> => {
    const { origin } = new URL(url);
    const jar = jars.get(origin) ?? new Map<string, string>();
    jars.set(origin, jar);
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await fetch(url, { redirect: 'manual', headers: cookie ? { cookie } : {} });
    for (const each of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(each) ?? [];
      jar.set(name, value);
    }
    const location = response.headers.get('location');
    const to = location ? new URL(location, url) : undefined;
    const said = new URLSearchParams(to?.hash.slice(1));
    return { status: response.status, location: to, said, body: await response.text() };
  };
  const begin = (issuerId: string, more: Record<string, string> = {}) => {
    const query = { return_to: RETURN_TO, code_challenge: challenge, code_challenge_method: 'S256', ...more };
    return open(`${hub.api.url}/sign-in/${issuerId}?${new URLSearchParams(query)}`);
  };
  const callbackUrl = async (issuerId: string) => {
    for (let at = await begin(issuerId); ; at = await open(at.location.href)) {
      if (!at.location) throw new Error(at.body);
      if (at.location.href.startsWith(hub.api.url)) return at.location.href;
    }
  };
  const comeBack = async (issuerId: string) => open(await callbackUrl(issuerId));
  return {
    verifier,
    challenge,
    open,
    begin,
    callbackUrl,
    comeBack,
    proof: async (issuerId) => {
      const { said } = await comeBack(issuerId);
      const code = said.get('code');
      if (!code) throw new Error(`came back with ${said}`);
      return { code, codeVerifier: verifier };
    },
  };
}

/** A hub whose people can sign in at the sandbox. Its callbacks are registered there. */
export async function aHubWith(sandbox: OidcSandbox): Promise<PeopleHub> {
  const hub = await aPeopleHub({
    hosts: [sandbox.host],
    env: { LINKED_ISSUERS: JSON.stringify(linkedIssuers(sandbox)), SIGN_IN_RETURN_URLS: RETURN_TO },
  });
  for (const id of ['acme', 'trusted', 'github'])
    sandbox.redirectUris.push(`${hub.config.http.publicUrl}/sign-in/${id}/callback`);
  return hub;
}

const PROBLEM = '... on HubProblem { code message }';

export const signInWithAccount = (
  hub: PeopleHub,
  input: { code: string; codeVerifier: string; tenantId?: string },
): Promise<Answer> =>
  outcome(
    hub,
    `mutation ($input: SignInWithAccountInput!) { signInWithAccount(input: $input) {
       __typename ... on SignedIn { device tokens { accessToken refreshToken tenantId sessionId } }
       ... on SecondFactorRequired { challenge expiresAt } ${PROBLEM} } }`,
    { variables: { input } },
  );

export const acceptWithAccount = (
  hub: PeopleHub,
  input: { token: string; code: string; codeVerifier: string; name?: string },
): Promise<Answer> =>
  outcome(
    hub,
    `mutation ($input: AcceptInvitationWithAccountInput!) { acceptInvitationWithAccount(input: $input) {
       __typename ... on SignedIn { device tokens { accessToken refreshToken tenantId sessionId } } ${PROBLEM} } }`,
    { variables: { input } },
  );

export const linkAccount = (
  hub: PeopleHub,
  token: string,
  input: { code: string; codeVerifier: string },
): Promise<Answer> =>
  outcome(
    hub,
    `mutation ($input: LinkAccountInput!) { linkAccount(input: $input) {
       __typename ... on LinkedAccount { id issuerId name createdAt lastUsedAt } ${PROBLEM} } }`,
    { token, variables: { input } },
  );

export const unlinkAccount = (hub: PeopleHub, token: string, id: string): Promise<Answer> =>
  outcome(
    hub,
    `mutation ($id: ID!) { unlinkAccount(id: $id) { __typename ... on AccountUnlinked { id } ${PROBLEM} } }`,
    { token, variables: { id } },
  );

/** The rows of LINKED_ISSUERS for the sandbox: as an OpenID issuer, as one whose second factor is believed, and as GitHub. */
function linkedIssuers(sandbox: OidcSandbox): object[] {
  const { url, clientId, clientSecret } = sandbox;
  const client = { clientId, clientSecret };
  return [
    { id: 'acme', name: 'Acme', kind: 'oidc', issuer: url, ...client },
    {
      id: 'trusted',
      name: 'Trusted',
      kind: 'oidc',
      issuer: url,
      clientAuth: 'basic',
      secondFactor: 'amr',
      ...client,
    },
    {
      id: 'github',
      name: 'GitHub',
      kind: 'oauth2',
      scopes: ['read:user'],
      authorizationUrl: `${url}/login/oauth/authorize`,
      tokenUrl: `${url}/login/oauth/access_token`,
      userUrl: `${url}/user`,
      ...client,
    },
  ];
}
