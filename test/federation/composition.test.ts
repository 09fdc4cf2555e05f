import { describe, expect, it } from '@jest/globals';
import { buildSchema as buildSupergraph, isObjectType } from 'graphql';
import { allResolvers } from '../../src/graphql/modules.ts';
import { buildSchema } from '../../src/graphql/schema.ts';
import { readTypeDefs } from '../../src/graphql/sdl.ts';
import { execute, parse } from 'graphql';
import { readFileSync } from 'node:fs';
import { composeSupergraph } from '../support/compose.ts';

const second = {
  name: 'second',
  url: 'http://second.invalid/graphql',
  typeDefs: readFileSync(new URL('../support/second-subgraph.graphql', import.meta.url), 'utf8'),
};

/** What a router reads from us. */
async function serviceSdl(authDirectivesInSdl: boolean): Promise<string> {
  const schema = buildSchema({
    typeDefs: readTypeDefs(),
    resolvers: allResolvers(),
    authDirectivesInSdl,
    policy: () => false,
    now: Date.now,
  });
  const { data } = await execute({ schema, document: parse('{ _service { sdl } }') });
  return (data as { _service: { sdl: string } })._service.sdl;
}

function compose(typeDefs: string): string {
  return composeSupergraph([{ name: 'integrations', url: 'http://own.invalid/graphql', typeDefs }, second]);
}

describe('our SDL and that of another subgraph', () => {
  it('form one graph with the authorization directives in it', async () => {
    const supergraph = compose(await serviceSdl(true));
    expect(supergraph).toContain('@requiresScopes(scopes: [["records:raw"]])');
    expect(fieldsOf(supergraph, 'Integration')).toEqual(
      expect.arrayContaining(['owner', 'syncJobs', 'records']),
    );
  });

  it('form the same graph without them', async () => {
    const supergraph = compose(await serviceSdl(false));
    expect(supergraph).not.toMatch(/\b(requiresScopes|authenticated|policy)\b/);
    const types = ['Query', 'Mutation', 'Subscription', 'Integration', 'SyncJob', 'Tenant', 'Provider'];
    const full = compose(await serviceSdl(true));
    for (const type of types) expect(fieldsOf(supergraph, type)).toEqual(fieldsOf(full, type));
  });

  it('do not compose when the other one contradicts us', async () => {
    const contradiction = second.typeDefs.replace(
      'id: ID!\n  "The team',
      'id: ID!\n  name: Int!\n  "The team',
    );
    expect(contradiction).not.toBe(second.typeDefs);
    const own = { name: 'integrations', url: 'http://own.invalid/graphql', typeDefs: await serviceSdl(true) };
    expect(() => composeSupergraph([own, { ...second, typeDefs: contradiction }])).toThrow(
      /Integration\.name/,
    );
  });
});

function fieldsOf(supergraph: string, name: string): string[] {
  const type = buildSupergraph(supergraph, { assumeValidSDL: true }).getType(name);
  return isObjectType(type) ? Object.keys(type.getFields()).sort() : [];
}
