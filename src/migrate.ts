/** `npm run migrate`: brings the schema up to date, as the owner, before new processes start. */
import { readConfig } from './config.ts';
import { migrate } from './migrations/migrate.ts';

await migrate(readConfig().database.ownerUrl);
