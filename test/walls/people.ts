/** People of a tenant of the walls, made without the system but for their sign-ins. */
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { hash } from '@node-rs/argon2';
import type { Hub } from '../support/hub.ts';
import { rows } from '../support/rows.ts';

export const PASSWORD = 'behind the walls nobody hears it';

export interface People {
  /** A member whose role allows nothing. */
  readonly person: string;
  readonly email: string;
  /** Of somebody who has to show a second factor too. */
  readonly guardedEmail: string;
  /** Of whom nobody may try the password any more for now. */
  readonly exhaustedEmail: string;
  /** Signs the person in, who never has to show more than the password, as if more or less had been shown. */
  signIn(aal?: 'aal1' | 'aal2'): Promise<Tokens>;
  /** Each makes a new one to use up. */
  aMember(status?: 'ACTIVE' | 'DISABLED'): Promise<string>;
  aRole(): Promise<string>;
  /** The secret of a link to choose a new password by. */
  aResetLink(): Promise<string>;
}

export async function peopleOf(hub: Hub, tenantId: string): Promise<People> {
  const database = hub.database.url;
  const passwordHash = await hash(PASSWORD, { memoryCost: 19_456, timeCost: 2, parallelism: 1 });
  const make = async ({ status = 'ACTIVE', guarded = false } = {}) => {
    const email = `${randomUUID()}@example.test`;
    const [row] = await rows<{ id: string }>(
      database,
      `with person as (insert into user_account (email, name, password_hash, password_changed_at, second_factor)
                       values ($1, 'Somebody', $2, now(), $3) returning id)
       insert into membership (tenant_id, user_id, status, roles) select $4, id, $5, '{}' from person
       returning user_id as id`,
      [email, passwordHash, guarded, tenantId, status],
    );
    return { email, id: row?.id ?? '' };
  };
  const person = await make();
  const exhaustedEmail = `${randomUUID()}@example.test`;
  await rows(database, 'insert into attempt_budget (key, used) values ($1, 1000)', [
    `account:${createHash('sha256').update(exhaustedEmail).digest('base64url')}`,
  ]);
  const people: People = {
    person: person.id,
    email: person.email,
    guardedEmail: (await make({ guarded: true })).email,
    exhaustedEmail,
    signIn: (aal = 'aal1') => signIn(hub, person.email, aal),
    aMember: async (status = 'ACTIVE') => (await make({ status })).id,
    aRole: async () => {
      const id = randomUUID();
      await rows(
        database,
        `insert into tenant_role (id, tenant_id, name, description, scopes) values ($1, $2, $3, 'For the walls', '{}')`,
        [id, tenantId, `role ${id.slice(0, 8)}`],
      );
      return id;
    },
    aResetLink: async () => {
      const secret = randomBytes(32).toString('base64url');
      await rows(
        database,
        `insert into mailed_link (hash, purpose, user_id, expires_at)
         values ($1, 'PASSWORD_RESET', $2, now() + interval '1 hour')`,
        [createHash('sha256').update(secret).digest(), person.id],
      );
      return secret;
    },
  };
  await rows(database, 'update membership set roles = array[$2] where user_id = $1', [
    person.id,
    await people.aRole(),
  ]);
  await people.signIn();
  return people;
}

interface Tokens {
  accessToken: string;
  refreshToken: string;
}

async function signIn(hub: Hub, email: string, aal: 'aal1' | 'aal2'): Promise<Tokens> {
  const database = hub.database.url;
  await rows(database, 'update user_account set second_factor = false where email = $1', [email]);
  const tokens = await tokensFrom(
    hub,
    `mutation ($input: SignInInput!) {
       answer: signIn(input: $input) { ... on SignedIn { tokens { accessToken refreshToken } } ... on HubProblem { code } } }`,
    { email, password: PASSWORD },
  );
  if (aal === 'aal1') return tokens;
  await rows(
    database,
    `update user_session s set aal = 'aal2' from refresh_token t where t.session_id = s.id and t.hash = $1`,
    [createHash('sha256').update(tokens.refreshToken).digest()],
  );
  return tokensFrom(
    hub,
    `mutation ($input: RefreshTokensInput!) {
       answer: refreshTokens(input: $input) { ... on TokenSet { accessToken refreshToken } ... on HubProblem { code } } }`,
    { refreshToken: tokens.refreshToken },
  );
}

async function tokensFrom(hub: Hub, query: string, input: object): Promise<Tokens> {
  const response = await fetch(`${hub.api.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query, variables: { input } }),
  });
  const body = (await response.json()) as { data?: { answer: Partial<Tokens> & { tokens?: Tokens } } };
  const { accessToken, refreshToken } = body.data?.answer.tokens ?? body.data?.answer ?? {};
  if (!accessToken || !refreshToken) throw new Error(JSON.stringify(body));
  return { accessToken, refreshToken };
}
