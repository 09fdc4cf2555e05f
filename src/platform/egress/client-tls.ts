import { readFileSync } from 'node:fs';
import type { ClientTls } from './agents.ts';

/** Reads PEM files, each of which may be left out. Throws where one cannot be read: better at the start than at a request. */
export function readClientTls(files: ClientTls): ClientTls {
  const read = (file: string | undefined) => (file === undefined ? undefined : readFileSync(file, 'utf8'));
  return { cert: read(files.cert), key: read(files.key), ca: read(files.ca) };
}
