/** Files of proposals sealed with a key of their own, and submissions counted. As MikroORM generates it from the entity. */
import { Migration } from '@mikro-orm/migrations';

export class ProposalFiles20261122 extends Migration {
  override up(): void {
    this.addSql(
      `alter table "proposal" add column "file_key" bytea null, add column "submissions" int not null default 0`,
    );
  }
}
