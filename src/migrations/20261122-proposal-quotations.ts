/** Room for the funder's own quotation beside a proposal's document. As MikroORM generates it from the entity. */
import { Migration } from '@mikro-orm/migrations';

export class ProposalQuotations20261122 extends Migration {
  override up(): void {
    this.addSql(`alter table "proposal" add column "quotation" varchar(255) null`);
  }
}
