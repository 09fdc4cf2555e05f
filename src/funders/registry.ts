/** The funders of this hub. Adding one: a folder, a sandbox server, and a line here. */
import { aurora } from './aurora/index.ts';
import { beacon } from './beacon/index.ts';
import { cobalt } from './cobalt/index.ts';
import type { Funder } from './funder.ts';

export const funders: readonly Funder[] = [aurora, beacon, cobalt];

const byId = new Map(funders.map((funder) => [funder.id, funder]));

export function findFunder(id: string): Funder | undefined {
  return byId.get(id);
}
