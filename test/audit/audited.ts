/** A database with an audit in it, what the system does with it, and what somebody with all rights may do to it. */
import { createSecretKey, randomBytes } from 'node:crypto';
import { linkPending } from '../../src/audit/chain.ts';
import { recordChange, type ChangeRecord } from '../../src/audit/record-change.ts';
import { tenantsAudited } from '../../src/audit/tenants.ts';
import { verifyTenant, type AuditFault, type KnownHead } from '../../src/audit/verify.ts';
import { entities } from '../../src/entities.ts';
import type { Caller } from '../../src/platform/caller.ts';
import { openDatabase, type Database } from '../../src/platform/db/database.ts';
import { createLog } from '../../src/platform/log.ts';
import { createVault } from '../../src/platform/vault.ts';
import { rows } from '../support/rows.ts';
import { aDatabase } from '../support/services.ts';

export const AUDIT_TABLES = ['audit_entry', 'audit_link', 'audit_chain', 'audit_pending'];

export const caller: Caller = {
  kind: 'user',
  subject: 'ada',
  correlationId: 'correlation-1',
  remoteAddress: '192.0.2.1',
  door: 'user',
  userAgent: 'Firefox',
};

export interface Audited {
  readonly databaseUrl: string;
  readonly db: Database;
  /** `CREDENTIAL_KEYS` of this world. */
  readonly keys: string;
  logged(): string;
  /** Audits something in the tenant. */
  write(tenantId: string, change?: Partial<ChangeRecord>): Promise<void>;
  link(): Promise<void>;
  /** What is wrong with the audit of all tenants, or of the one whose head is known. */
  faults(known?: KnownHead & { tenantId: string }): Promise<AuditFault[]>;
  /** As the superuser. */
  sql<Row>(text: string, params?: readonly unknown[]): Promise<Row[]>;
  /** Remembers all tables of the audit as they are now; the function answered puts them back. */
  remember(): Promise<() => Promise<void>>;
  close(): Promise<void>;
}

export async function anAudit(): Promise<Audited> {
  const database = await aDatabase();
  const lines: string[] = [];
  const log = createLog({ level: 'info', destination: { write: (line: string) => void lines.push(line) } });
  const db = await openDatabase({ url: database.url, poolSize: 6 }, entities, log);
  const key = randomBytes(32);
  const vault = createVault([{ id: 'test', key: createSecretKey(key) }]);
  const sql = <Row>(text: string, params: readonly unknown[] = []) => rows<Row>(database.url, text, params);
  return {
    databaseUrl: database.url,
    db,
    keys: `test:${key.toString('base64')}`,
    logged: () => lines.join(''),
    write: (tenantId, change = {}) =>
      db.tenant(tenantId).transaction((tx) =>
        recordChange(tx, {
          tenantId,
          by: caller,
          action: 'thing.changed',
          on: { type: 'Thing', id: 'thing-1' },
          detail: { text: 'some words', number: 12_345, nested: { list: [1, null, 'é'] } },
          ...change,
        }),
      ),
    link: () => linkPending({ db, vault, log }),
    faults: async (known) => {
      const found: AuditFault[] = [];
      const report = (fault: AuditFault) => void found.push(fault);
      for (const tenantId of known ? [known.tenantId] : await tenantsAudited(db.routing))
        await verifyTenant({ db, vault }, tenantId, { report, known });
      return found;
    },
    sql,
    remember: async () => {
      const name = (table: string, index: string) => `remembered_${index}.${table}`;
      const index = randomBytes(4).toString('hex');
      await sql(`create schema remembered_${index}`);
      for (const table of AUDIT_TABLES) await sql(`create table ${name(table, index)} as table ${table}`);
      const steps = AUDIT_TABLES.map(
        (table) => `delete from ${table}; insert into ${table} select * from ${name(table, index)}`,
      );
      return async () => void (await sql(steps.join('; ')));
    },
    close: async () => {
      await db.close();
      await database.drop();
    },
  };
}
