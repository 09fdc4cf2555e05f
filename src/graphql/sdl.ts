/** The public contract as it lies in `schema/`: the base first, then one file per noun. */
import { readdirSync, readFileSync } from 'node:fs';

const folder = new URL('../../schema/', import.meta.url);

export function readTypeDefs(): string[] {
  const files = readdirSync(folder).filter((name) => name.endsWith('.graphql'));
  return files.sort().map((name) => readFileSync(new URL(name, folder), 'utf8'));
}
