/** Column kinds every table shares, so that two tables never differ by accident. */
import { p } from '@mikro-orm/core';

/** An instant with the precision JavaScript has, so that a cursor made of it compares equal in the database. */
export const instant = () => p.datetime().length(3);

export const createdAt = () =>
  instant()
    .defaultRaw('now()')
    .onCreate(() => new Date());
