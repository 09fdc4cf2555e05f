// `npm run test:auth:oauth [-- --url http://…]`: the door of clients. With --url, CLIENT_TOKEN is a good access token.
import { decodeProtectedHeader } from 'jose';
import { clientToken } from './own-client.ts';
import { checkDoor, variables } from './target.ts';
import { tokenChecks } from './token-checks.ts';

await checkDoor({
  name: 'OAuth access token',
  fromEnvironment: () => variables('CLIENT_TOKEN').CLIENT_TOKEN,
  fromStack: clientToken,
  checks: (url, token) => [
    {
      // RFC 9068 section 2.1
      name: 'the token is an access token by its type',
      run: async () => ({ found: String(decodeProtectedHeader(token).typ), expected: 'at+jwt' }),
    },
    ...tokenChecks(url, token, 'CLIENT'),
  ],
});
