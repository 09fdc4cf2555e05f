// `npm start`: the whole system, kept running on this clone's own data until Ctrl-C.
import { keepCompiled } from './services/compile-cache.ts';
import { everyScope } from './stack/scopes.ts';
import { endOnSignals, startedThings } from './stack/ending.ts';
import { readFlags } from './stack/flags.ts';
import type { Stack } from './stack/stack.ts';
import { startTokenDesk } from './stack/token-desk.ts';

const { size, port, gatewayPort } = readFlags();
const things = startedThings();
endOnSignals(things);

const failure = await run().catch((error: unknown) => error);
// Everything under way fails when a signal ends it: then the signal's handler has the last word.
if (!things.ending.aborted) process.stderr.write(`${String(failure)}\n`);
await things.end();
process.exitCode = 1;

/** Ends only by throwing. */
async function run(): Promise<never> {
  process.stdout.write('Starting PostgreSQL, Redis, sandboxes, API, worker and gateway ...\n');
  keepCompiled();
  const { startStack } = await import('./stack/stack.ts');
  const stack = await startStack(things, {
    kept: true,
    funders: true,
    size,
    ports: { hub: port, gateway: gatewayPort },
  });
  const usual = { tenantId: stack.tenantId, scopes: everyScope };
  const desk = await things.start(
    () => startTokenDesk(stack.issuer, usual),
    (started) => started.close(),
  );
  const token = await stack.issuer.token({ subject: 'developer', ...usual });
  const { setUpFunders } = await import('./stack/funders.ts');
  if (stack.funders) await setUpFunders(stack.funders, stack.hubUrl, token);
  process.stdout.write(welcome(stack, { deskUrl: desk.url, token }));
  return stack.broken;
}

function welcome(stack: Stack, { deskUrl, token }: { deskUrl: string; token: string }): string {
  const { gatewayUrl, hubUrl, issuer, stripe, mail, account, tenantId, folder } = stack;
  return `
The integration hub is running. Ctrl-C ends it; its data stay.

  Gateway         ${gatewayUrl}   the whole graph: the hub and a second subgraph
  Hub             ${hubUrl}/graphql   the subgraph, by HTTP and WebSocket
  Health          ${hubUrl}/health
  Stripe sandbox  ${stripe.url}   the hub's Stripe
  API key         ${account.apiKey}
${lendersOf(stack)}  Mails           ${mail.pageUrl}
  Issuer          ${issuer.issuer}   keys at ${issuer.jwksUrl}
  Tenant          ${tenantId}
  Logs            ${folder}

A token for an hour, with every scope (curl -s ${deskUrl} for another; ?scopes=sync:read and ?tenant=<uuid> narrow it):

${token}

Try it:

  export GRAPH=${gatewayUrl} TOKEN=$(curl -s ${deskUrl})
  ${curl('{ me { tenantId scopes } providers { id name resources } integrations { edges { node { id name status owner } } } }')}

Invite yourself and read the mail; whoever accepts has an account of this hub, and signs in with \`signIn\`:

  ${curl(`mutation { inviteUser(input: { email: \\"you@example.test\\", roleIds: [\\"admin\\"] }) { __typename ... on User { email status } ... on HubProblem { message } } }`)}

Connect the sandbox's account:

  ${curl(`mutation { createIntegration(input: { providerId: \\"stripe\\", name: \\"Our Stripe\\", credential: [{ name: \\"apiKey\\", value: \\"${account.apiKey}\\" }] }) { ... on Integration { id } ... on HubProblem { code message } } }`)}

Connect the sandbox's GitHub by a login: open the link it answers, log in as \`octocat\`, and ask for \`connectedAccounts\`:

  ${curl(`mutation { connectAccount(input: { providerId: \\"github\\" }) { ... on ConnectSession { authorizationUrl } ... on HubProblem { code message } } }`)}

Ask three lenders at once (over REST, SOAP and an automated browser, which takes some seconds):

  ${curl(`mutation { calculateQuotes(input: { product: HIRE_PURCHASE, customer: { kind: BUSINESS, name: \\"Wren Haulage\\", email: \\"office@wren.example\\" }, asset: { description: \\"Tractor unit\\", condition: NEW, priceExVat: \\"40000\\", vat: \\"8000\\" }, currency: \\"GBP\\", deposit: \\"8000\\", termMonths: 36, deadlineMs: 15000, idempotencyKey: \\"'$(date +%s)'\\" }) { ... on QuoteRequest { answers { funder { name } outcome message latencyMs quote { payment { amount } apr totalCost { amount } } } } ... on HubProblem { code message } } }`)}

`;
}

function lendersOf({ funders }: Stack): string {
  return Object.entries(funders?.sandboxes ?? {})
    .map(([id, { url }]) => `  ${`Lender ${id}`.padEnd(15)} ${url}\n`)
    .join('');
}

function curl(query: string): string {
  return `curl -s $GRAPH -H "authorization: Bearer $TOKEN" -H 'content-type: application/json' -d '{"query":"${query}"}'`;
}
