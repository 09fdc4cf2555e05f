import { MikroORM } from '@mikro-orm/postgresql';
import { Migrator } from '@mikro-orm/migrations';
import { entities } from '../entities.ts';
import { migrations } from './migrations.ts';

/**
 * Brings the database up to the newest schema. `ownerUrl` must be allowed to create tables and roles.
 * Safe to run from several processes at once: one migrates, the others wait for it.
 */
export async function migrate(ownerUrl: string): Promise<void> {
  const orm = await MikroORM.init({
    clientUrl: ownerUrl,
    entities: [...entities],
    extensions: [Migrator],
    logger: () => undefined,
    migrations: {
      migrationsList: migrations,
      snapshot: false,
      tableName: 'schema_migration',
      transactional: true,
    },
  });
  const connection = orm.em.getConnection();
  try {
    await orm.em.transactional(async (em) => {
      await connection.execute(
        'select pg_advisory_xact_lock(hashtext(?))',
        ['integration-hub migrate'],
        'run',
        em.getTransactionContext(),
      );
      await orm.migrator.up();
    });
  } finally {
    await orm.close(true);
  }
}
