// The flags of `npm run worker`, for whoever starts a worker otherwise: they bound what V8 keeps before it collects.
import { readFileSync } from 'node:fs';

export function workerFlags(): string[] {
  const { scripts } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as {
    scripts: { worker: string };
  };
  return scripts.worker.match(/--\S+/g) ?? [];
}
