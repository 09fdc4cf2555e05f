/** The shipped API or worker, exactly as `npm run api` and `npm run worker` start it, on any free port. */
import { startApi } from '../../src/api.ts';
import { readConfig } from '../../src/config.ts';
import { createLog } from '../../src/platform/log.ts';
import { startWorker } from '../../src/worker.ts';
import { answer } from './answer.ts';

const config = readConfig();
const log = createLog(config.log);

if (process.argv[2] === 'api') {
  const api = await startApi({ ...config, http: { ...config.http, port: 0 } }, log);
  answer({ port: () => Number(new URL(api.url).port) }, () => api.close());
} else {
  const worker = await startWorker(config, log);
  answer({}, () => worker.close());
}
