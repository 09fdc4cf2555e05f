/** An authenticator application, and putting it on an account. */
import { Secret, TOTP } from 'otpauth';
import { rows } from '../support/rows.ts';
import { outcome, type Answer, type PeopleHub, type Person } from './people.ts';

export interface WithFactor {
  readonly secret: string;
  readonly backupCodes: readonly string[];
  /** Says that two factors were shown. */
  readonly accessToken: string;
}

const STEP_MS = 30_000;

/** What the application shows at that time, in milliseconds since the epoch. */
export function codeAt(secret: string, timestamp: number): string {
  return new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp });
}

/** What it shows so many steps from now. */
export function codeOf(secret: string, steps = 0): string {
  return codeAt(secret, Date.now() + steps * STEP_MS);
}

/** A code that is right at no time around now. */
export function wrongCode(secret: string): string {
  const near = new Set([-3, -2, -1, 0, 1, 2, 3].map((steps) => codeOf(secret, steps)));
  for (let n = 0; ; n += 1) {
    const code = String(n).padStart(6, '0');
    if (!near.has(code)) return code;
  }
}

/** Until the present step has some seconds left, so that a code is not one step older when it arrives. */
export async function earlyInStep(): Promise<void> {
  const left = STEP_MS - (Date.now() % STEP_MS);
  if (left < 6_000) await new Promise((resolve) => setTimeout(resolve, left + 50));
}

/** As if the codes so far had been used some minutes ago. */
export async function minutesPass(hub: PeopleHub, person: Pick<Person, 'id'>): Promise<void> {
  await rows(hub.database.url, 'update totp_factor set last_step = last_step - 10 where user_id = $1', [
    person.id,
  ]);
}

export const TOKEN = 'accessToken accessTokenExpiresAt';
const PROBLEM = '... on HubProblem { code message }';

export const startEnrolment = (hub: PeopleHub, token: string) =>
  outcome(
    hub,
    `mutation { startTotpEnrolment { __typename ... on TotpEnrolment { uri qrCode secret expiresAt } ${PROBLEM} } }`,
    { token },
  );

export const confirmEnrolment = (hub: PeopleHub, token: string, code: string) =>
  outcome(
    hub,
    `mutation ($code: String!) { confirmTotpEnrolment(code: $code) {
       __typename ... on MfaEnabled { backupCodes ${TOKEN} } ${PROBLEM} } }`,
    { token, variables: { code } },
  );

export async function putOn(hub: PeopleHub, person: Person): Promise<WithFactor> {
  const { secret } = (await startEnrolment(hub, person.accessToken)) as Answer & { secret: string };
  const enabled = await confirmEnrolment(hub, person.accessToken, codeOf(secret));
  if (enabled.__typename !== 'MfaEnabled') throw new Error(JSON.stringify(enabled));
  await minutesPass(hub, person);
  return { secret, ...(enabled as unknown as Pick<WithFactor, 'backupCodes' | 'accessToken'>) };
}

export const verify = (hub: PeopleHub, input: { challenge: string; code: string; device?: string }) =>
  outcome(
    hub,
    `mutation ($input: VerifyMfaInput!) { verifyMfa(input: $input) {
       __typename ... on SignedIn { device tokens { accessToken refreshToken tenantId sessionId } }
       ${PROBLEM} ... on TooManyAttempts { retryAfterMs } } }`,
    { variables: { input } },
  );

export const stepUp = (hub: PeopleHub, token: string, code: string) =>
  outcome(
    hub,
    `mutation ($code: String!) { stepUp(code: $code) { __typename ... on SteppedUp { ${TOKEN} } ${PROBLEM} } }`,
    { token, variables: { code } },
  );

/** What the token says, unverified. */
export function claimsOf(token: string): Record<string, unknown> {
  return JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()) as Record<
    string,
    unknown
  >;
}
