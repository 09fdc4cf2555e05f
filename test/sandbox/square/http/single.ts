import type { Seller, Shelves } from '../seller.ts';
import { object } from './params.ts';
import type { Call } from './endpoints.ts';
import { notFound } from './square-error.ts';

/** `GET …/:id`: the object under its name, or 404. */
export function single(kind: keyof Shelves, name: string) {
  return ({ seller, id, params }: Call): string => {
    object({})(params, '');
    return `{"${name}":${textOf(seller, kind, id)}}`;
  };
}

function textOf(seller: Seller, kind: keyof Shelves, id: string): string {
  const entry = seller.shelves[kind].get(id);
  if (!entry || ('is_deleted' in entry.object && entry.object.is_deleted))
    throw notFound(`Object with ID \`${id}\` was not found.`);
  return entry.text;
}
