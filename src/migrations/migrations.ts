/** Every migration, in order. A list, not a folder scan: the same under Node, Jest and a compiled build. */
import type { MigrationObject } from '@mikro-orm/core';
import { Connections20261122 } from './20261122-connections.ts';
import { Factors20261122 } from './20261122-factors.ts';
import { FunderAccounts20261122 } from './20261122-funder-accounts.ts';
import { Identity20261122 } from './20261122-identity.ts';
import { Keys20261122 } from './20261122-keys.ts';
import { Notifications20261122 } from './20261122-notifications.ts';
import { OAuth20261122 } from './20261122-oauth.ts';
import { ProposalFiles20261122 } from './20261122-proposal-files.ts';
import { ProposalQuotations20261122 } from './20261122-proposal-quotations.ts';
import { QuoteRetention20261122 } from './20261122-quote-retention.ts';
import { Quotes20261122 } from './20261122-quotes.ts';
import { Rights20261122 } from './20261122-rights.ts';
import { Roles20261122 } from './20261122-roles.ts';
import { Statistics20261122 } from './20261122-statistics.ts';
import { Tables20261122 } from './20261122-tables.ts';

export const migrations: MigrationObject[] = [
  { name: '20261122-1-roles', class: Roles20261122 },
  { name: '20261122-2-tables', class: Tables20261122 },
  { name: '20261122-3-rights', class: Rights20261122 },
  { name: '20261122-4-statistics', class: Statistics20261122 },
  { name: '20261122-5-keys', class: Keys20261122 },
  { name: '20261122-6-oauth', class: OAuth20261122 },
  { name: '20261122-7-identity', class: Identity20261122 },
  { name: '20261122-8-funder-accounts', class: FunderAccounts20261122 },
  { name: '20261122-9-quotes', class: Quotes20261122 },
  { name: '20261122-10-notifications', class: Notifications20261122 },
  { name: '20261122-11-connections', class: Connections20261122 },
  { name: '20261122-12-factors', class: Factors20261122 },
  { name: '20261122-13-quote-retention', class: QuoteRetention20261122 },
  { name: '20261122-14-proposal-quotations', class: ProposalQuotations20261122 },
  { name: '20261122-15-proposal-files', class: ProposalFiles20261122 },
];
