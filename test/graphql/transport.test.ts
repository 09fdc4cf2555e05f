import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { SECRET } from './toy-schema.ts';
import { startToyServer, token } from './toy-server.ts';
import type { ToyServer } from './toy-server.ts';

describe('the HTTP door', () => {
  let server: ToyServer;
  beforeAll(async () => {
    server = await startToyServer();
  });
  afterAll(() => server.close());

  it('answers a public operation without a token and echoes the correlation id', async () => {
    const { status, body, headers } = await server.post(
      { query: '{ health }' },
      { 'x-correlation-id': 'abc-1' },
    );
    expect({ status, body }).toEqual({ status: 200, body: { data: { health: 'ok' } } });
    expect(headers.get('x-correlation-id')).toBe('abc-1');
  });

  it('replaces a correlation id that could enter a log as something else', async () => {
    const { headers } = await server.post({ query: '{ health }' }, { 'x-correlation-id': '<b>' });
    expect(headers.get('x-correlation-id')).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('refuses a bad token even for a public operation', async () => {
    const { status, body, headers } = await server.post(
      { query: '{ health }' },
      { authorization: 'Bearer nonsense' },
    );
    expect(status).toBe(401);
    expect(headers.get('www-authenticate')).toBe('Bearer');
    expect(body.errors[0]).toMatchObject({
      message: 'Invalid token',
      extensions: { code: 'UNAUTHENTICATED' },
    });
  });

  it('refuses GET, batches, forms and text', async () => {
    const get = await fetch(`${server.url}?query={health}`);
    expect([get.status, get.headers.get('allow')]).toEqual([405, 'POST']);
    const batch = await server.post([{ query: '{ health }' }]);
    expect([batch.status, batch.body.errors[0].extensions.code]).toEqual([400, 'BAD_USER_INPUT']);
    for (const type of [
      'text/plain',
      'application/x-www-form-urlencoded',
      'multipart/form-data; boundary=x',
    ]) {
      const { status } = await server.post('query=%7Bhealth%7D', { 'content-type': type });
      expect([type, status]).toEqual([type, 415]);
    }
    expect((await server.post('{"query":')).status).toBe(400);
  });

  it('never lets the text of an unexpected error out, and logs it under the id the caller got', async () => {
    for (const how of ['driver', 'string']) {
      const { text, body } = await server.run(`{ broken(how: "${how}") }`);
      expect(text).not.toContain(SECRET);
      expect(body.errors[0]).toMatchObject({
        message: 'Internal error',
        path: ['broken'],
        extensions: { code: 'INTERNAL' },
      });
      const { correlationId } = body.errors[0].extensions;
      expect(server.logged.at(-1)).toMatchObject({ level: 'error', entry: { correlationId } });
    }
  });

  it('tells our own errors in full', async () => {
    const { body } = await server.run('{ broken(how: "hub") }');
    expect(body).toMatchObject({
      data: { broken: null },
      errors: [
        {
          message: 'It is running already',
          extensions: {
            code: 'CONFLICT',
            field: 'input.id',
            retryAfterMs: 5,
            correlationId: expect.any(String),
          },
        },
      ],
    });
  });

  it('gives no hint at names, no schema and no SDL while introspection is off', async () => {
    const typo = await server.run('{ healthy }');
    expect(typo.status).toBe(400);
    expect(typo.body.errors[0].extensions.code).toBe('GRAPHQL_VALIDATION_FAILED');
    expect(typo.text).not.toContain('Did you mean');
    for (const query of [
      '{ __schema { types { name } } }',
      '{ ...f } fragment f on Query { _service { sdl } }',
    ]) {
      const { status, text } = await server.run(query);
      expect(status).toBe(400);
      expect(text).not.toContain('Widget');
    }
  });

  it('answers a syntax error, an unknown operation name and bad variables with 400', async () => {
    expect((await server.run('{ health')).status).toBe(400);
    const unknown = await server.post({ query: 'query A { health }', operationName: 'B' });
    expect([unknown.status, unknown.body.errors[0].extensions.code]).toEqual([
      400,
      'OPERATION_RESOLUTION_FAILURE',
    ]);
    const query = 'query ($input: EchoInput!) { echo(input: $input) }';
    for (const variables of [{}, { input: null }, { input: { number: 'x' } }, { input: { nothing: 1 } }]) {
      const { status, body } = await server.run(query, { variables });
      expect([status, body.errors[0].extensions.code]).toEqual([400, 'BAD_USER_INPUT']);
    }
  });

  it('refuses a subscription that comes by plain HTTP', async () => {
    const { status, body } = await server.run('subscription { silence }', { authorization: token([]) });
    expect([status, body.errors[0].extensions.code]).toEqual([400, 'BAD_REQUEST']);
  });

  it('turns expected failures of a mutation into members of its union', async () => {
    const authorization = token(['widgets:write', 'widgets:read']);
    const query = `mutation ($fail: String) { change(fail: $fail) { __typename ... on WidgetNotFound { code message } ... on HubInvalidInput { code message }
      ... on HubInvalidInput { field } ... on Widget { id } } }`;
    const outcome = async (fail?: string) =>
      (await server.run(query, { authorization, variables: { fail } })).body;
    expect(await outcome()).toEqual({ data: { change: { __typename: 'Widget', id: '1' } } });
    expect(await outcome('missing')).toEqual({
      data: { change: { __typename: 'WidgetNotFound', code: 'WIDGET_NOT_FOUND', message: 'No such widget' } },
    });
    expect(await outcome('input')).toEqual({
      data: {
        change: {
          __typename: 'HubInvalidInput',
          code: 'BAD_USER_INPUT',
          message: 'Too long',
          field: 'input.name',
        },
      },
    });
    expect(await outcome('hub')).toMatchObject({
      data: { change: null },
      errors: [{ extensions: { code: 'CONFLICT' } }],
    });
    expect(await outcome('driver')).toMatchObject({ errors: [{ message: 'Internal error' }] });
  });

  it('puts the cost of the operation on the context before the resolvers', async () => {
    await server.run('{ widgets(first: 7) { edges { node { id } } } }', {
      authorization: token(['widgets:read']),
    });
    expect(server.contexts.at(-1)?.loaded).toEqual([`cost ${1 + 7 * 2}`]);
  });
});

describe('with introspection on', () => {
  it('answers the full introspection query and the SDL', async () => {
    const { getIntrospectionQuery } = await import('graphql');
    const server = await startToyServer({ introspection: true });
    const schema = await server.run(getIntrospectionQuery());
    const service = await server.run('{ _service { sdl } }');
    await server.close();
    expect([schema.status, schema.body.errors]).toEqual([200, undefined]);
    expect(service.body.data._service.sdl).toContain('@requiresScopes(scopes: [["widgets:read"]])');
  });
});
