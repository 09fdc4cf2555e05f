// A process of its own that starts services as `npm start` or a test run would, tells their addresses and waits.
import { runningPostgres } from '../../scripts/services/postgres.ts';
import { startServices } from '../../scripts/services/services.ts';

const services = await startServices({ ephemeral: true });
const postgres = runningPostgres(`${services.runFolder}/postgres`);
process.stdout.write(JSON.stringify({ ...services, postgresPid: postgres?.pid }) + '\n');
process.once('message', (message) => {
  if (message === 'exit') process.exit(3);
  void services.stop().then(() => process.disconnect());
});
