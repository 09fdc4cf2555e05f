import { shippedRoles } from '../../src/identity/shipped-roles.ts';
import { readTypeDefs } from '../../src/graphql/sdl.ts';

/** Every scope that a field of the schema asks for or a role holds: what the developer's tokens allow, and let them give. */
export const everyScope: readonly string[] = [
  ...new Set([
    ...shippedRoles.flatMap(({ scopes }) => scopes),
    ...readTypeDefs()
      .flatMap((sdl) => [...sdl.matchAll(/@requiresScopes\(scopes: (\[\[.*?\]\])\)/g)])
      // A list of lists of strings reads the same in GraphQL and in JSON.
      .flatMap((found) => (JSON.parse(found[1] ?? '[]') as string[][]).flat()),
  ]),
].toSorted();
