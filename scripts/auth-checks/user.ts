// `npm run test:auth:user [-- --url http://…]`: the door of people. With --url, USER_TOKEN is a good token.
import { checkDoor, variables } from './target.ts';
import { tokenChecks } from './token-checks.ts';

await checkDoor({
  name: 'user token',
  fromEnvironment: () => variables('USER_TOKEN').USER_TOKEN,
  fromStack: ({ issuer, tenantId }) =>
    issuer.token({ kind: 'user', subject: 'checker', tenantId, scopes: [] }),
  checks: (url, token) => tokenChecks(url, token, 'USER'),
});
