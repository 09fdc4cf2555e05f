import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { whoCame } from '../../src/identity/linked-accounts/who-came.ts';
import { ProviderAnswerInvalid } from '../../src/platform/errors.ts';
import { linkedIssuersSchema } from '../../src/platform/principal/linked-issuer.ts';

const [github] = linkedIssuersSchema.parse([
  {
    id: 'github',
    name: 'GitHub',
    kind: 'oauth2',
    clientId: 'hub',
    clientSecret: 'secret',
    authorizationUrl: 'https://github.example/authorize',
    tokenUrl: 'https://github.example/token',
    userUrl: 'https://api.github.example/user',
  },
]);

/** Who it is, where the service answers so. */
function answered(status: number, text: string) {
  if (!github) throw new Error('there is one issuer');
  const egress = { request: async () => ({ status, headers: {}, body: Buffer.from(text) }) };
  const tokens = {
    access_token: 'token',
    token_type: 'bearer',
    claims: () => undefined,
    expiresIn: () => undefined,
  };
  return whoCame(egress as never, github, tokens as never);
}

describe('an answer of who it is', () => {
  it('is believed only with an id that nobody else can have', async () => {
    await fc.assert(
      fc.asyncProperty(fc.jsonValue(), fc.jsonValue(), async (id, login) => {
        const isGood =
          Number.isSafeInteger(id) || (typeof id === 'string' && id.length > 0 && id.length <= 255);
        const answer = answered(200, JSON.stringify({ id, login }));
        const told = await answer.catch((error: unknown) => error);
        expect(told instanceof ProviderAnswerInvalid).toBe(!isGood);
        const { subject = null, name = null } = isGood ? await answer : {};
        expect(subject).toBe(isGood ? String(id) : null);
        expect(name === null || (name !== '' && name.length <= 100 && !/\p{Cc}/u.test(name))).toBe(true);
      }),
    );
  });

  it.each([
    ['no JSON', 200, '<html>'],
    ['nothing', 200, ''],
    ['a list', 200, '[]'],
    ['null', 200, 'null'],
    ['a number beyond the exact ones', 200, '{ "id": 9007199254740993 }'],
    ['a fraction', 200, '{ "id": 1.5 }'],
    ['another status', 401, '{ "id": 1 }'],
    ['a redirect', 302, '{ "id": 1 }'],
  ])('is refused where it is %s', async (_what, status, text) => {
    await expect(answered(status, text)).rejects.toThrow(ProviderAnswerInvalid);
  });
});
