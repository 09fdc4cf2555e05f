/** What ties a connection in the vault to a row here. Nango copies the tags of a link to its connection and its webhooks. */
import { z } from 'zod';

export interface Tagged {
  readonly id: string;
  readonly tenantId: string;
}

/** Of every connection that any link of the account led to. Keys are lower case: Nango makes them so. */
export function tagsOf({ id, tenantId }: Tagged): { organization_id: string; hub_account_id: string } {
  return { organization_id: tenantId, hub_account_id: id };
}

/** Of one link. https://nango.dev/docs/guides/auth/connection-tags-configuration-metadata */
export function linkTags(account: Tagged & { subject: string }, attempt: number): Record<string, string> {
  return { end_user_id: account.subject, ...tagsOf(account), hub_attempt: String(attempt) };
}

/** The tags of a webhook that is about one of our links; anything else is none of ours. */
export const ourTags = z.object({
  organization_id: z.uuid(),
  hub_account_id: z.uuid(),
  hub_attempt: z.string().regex(/^\d{1,9}$/),
});
