import { readTypeDefs } from '../../src/graphql/sdl.ts';

/** Every scope that a field of the schema asks for: what the developer's tokens allow. */
export const everyScope: readonly string[] = [
  ...new Set(
    readTypeDefs()
      .flatMap((sdl) => [...sdl.matchAll(/@requiresScopes\(scopes: (\[\[.*?\]\])\)/g)])
      // A list of lists of strings reads the same in GraphQL and in JSON.
      .flatMap((found) => (JSON.parse(found[1] ?? '[]') as string[][]).flat()),
  ),
].toSorted();
