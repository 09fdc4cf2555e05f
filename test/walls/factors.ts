/** What the person of the walls can show beside the password, as each field needs it just then. */
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { Secret, TOTP } from 'otpauth';
import { personPlace } from '../../src/identity/sealed-secrets.ts';
import { createVault } from '../../src/platform/vault.ts';
import type { Hub } from '../support/hub.ts';
import { rows } from '../support/rows.ts';

export interface Factors {
  /** The account that is linked from the beginning on. */
  readonly linkedSubject: string;
  noFactor(): Promise<void>;
  /** A factor that is on, with its present code; never used before. */
  aCode(): Promise<string>;
  /** One that waits to be confirmed, with its present code. */
  anEnrolmentCode(): Promise<string>;
  /** For whoever has shown the first factor. */
  aChallenge(): Promise<string>;
  /** Of the account with this subject, as the page holds it. */
  aProof(subject?: string): Promise<{ code: string; codeVerifier: string }>;
  aLinkedAccount(subject?: string): Promise<string>;
}

const ISSUER = 'acme';

export async function factorsOf(hub: Hub, tenantId: string, userId: string): Promise<Factors> {
  const sql = (text: string, params: readonly unknown[] = []) => rows(hub.database.url, text, params);
  const vault = createVault(hub.config.vault.keys);
  const secret = new Secret({ size: 20 });
  const sealed = vault.seal(secret.base32, personPlace('totp_factor', userId, 'secret'));
  const hashOf = (text: string) => createHash('sha256').update(text).digest();
  const noFactor = async () => {
    await sql('delete from totp_factor where user_id = $1', [userId]);
    await sql(`delete from attempt_budget where key like 'factor:%'`);
  };
  const withFactor = async (confirmedAt: Date | null) => {
    await noFactor();
    await sql('insert into totp_factor (user_id, secret, confirmed_at) values ($1, $2, $3)', [
      userId,
      sealed,
      confirmedAt,
    ]);
    return new TOTP({ secret }).generate();
  };
  const aLinkedAccount = async (subject: string = randomUUID()) => {
    const id = randomUUID();
    await sql(
      `insert into linked_account (id, user_id, issuer_id, subject, name, tokens) values ($1, $2, $3, $4, 'Ours', $5)`,
      [id, userId, ISSUER, subject, vault.seal('{}', personPlace('linked_account', id, 'tokens'))],
    );
    return id;
  };
  const linkedSubject = randomUUID();
  await aLinkedAccount(linkedSubject);
  return {
    linkedSubject,
    noFactor,
    aLinkedAccount,
    aCode: () => withFactor(new Date()),
    anEnrolmentCode: () => withFactor(null),
    aChallenge: async () => {
      const challenge = randomBytes(32).toString('base64url');
      await sql(
        `insert into sign_in_challenge (hash, user_id, chosen_tenant, aal, expires_at)
         values ($1, $2, $3, 'aal1', now() + interval '5 minutes')`,
        [hashOf(challenge), userId, tenantId],
      );
      return challenge;
    },
    aProof: async (subject: string = randomUUID()) => {
      const id = randomUUID();
      const [code, codeVerifier] = [randomBytes(32), randomBytes(32)].map((bytes) =>
        bytes.toString('base64url'),
      );
      if (!code || !codeVerifier) throw new Error('two secrets were made');
      await sql(
        `insert into external_proof (id, code, code_challenge, issuer_id, subject, second_factor, tokens, expires_at)
         values ($1, $2, $3, $4, $5, false, $6, now() + interval '1 minute')`,
        [
          id,
          hashOf(code),
          hashOf(codeVerifier).toString('base64url'),
          ISSUER,
          subject,
          vault.seal('{}', personPlace('external_proof', id, 'tokens')),
        ],
      );
      return { code, codeVerifier };
    },
  };
}
