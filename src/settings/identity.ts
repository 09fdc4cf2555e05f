/** The settings of people's accounts: a part of settings.ts. */
import { z } from 'zod';
import { linkedIssuersSchema } from '../platform/principal/linked-issuer.ts';
import { count, httpUrl, json, list } from './forms.ts';

const returnUrl = z
  .url({ protocol: /^https?$/, error: 'must be an http(s) URL' })
  .refine((url) => !url.includes('#'), 'must not have a fragment: the code goes there');

export const identitySettings = {
  SMTP_URL: z
    .url({ protocol: /^smtps?$/, error: 'must be a smtp:// or smtps:// URL' })
    .optional()
    .describe(
      'smtp(s)://user:password@host:port that invitations and links for passwords go by. Default: none, they wait',
    ),
  MAIL_FROM: z.string().default('Integration hub <no-reply@localhost>').describe('Whom mails are from'),
  ACCOUNT_PAGES_URL: httpUrl
    .optional()
    .describe(
      'Where links in mails lead: below it /invitation and /password-reset are pages that read #token=…. Default: PUBLIC_URL',
    ),
  SESSION_IDLE_DAYS: count
    .max(90)
    .default(7)
    .describe(
      'Days after which somebody who did not use a session is signed out: the life of a refresh token',
    ),
  SESSION_DAYS: count.max(365).default(30).describe('Days after which somebody signs in again in any case'),
  LINKED_ISSUERS: json
    .pipe(linkedIssuersSchema)
    .default([])
    .describe(
      'JSON array of { id, name, kind: oidc or oauth2, clientId, clientSecret, … }: where people may have accounts that they sign in with; callback: PUBLIC_URL/sign-in/<id>/callback; see src/platform/principal/linked-issuer.ts. Default: none',
    ),
  SIGN_IN_RETURN_URLS: list(returnUrl)
    .default([])
    .describe(
      'With LINKED_ISSUERS: pages, comma separated, that browsers may come back to with a code, compared letter for letter. Default: none',
    ),
};
