// `npm start`: the whole system, kept running on this clone's own data until Ctrl-C.
import { everyScope } from './stack/scopes.ts';
import { endOnSignals, startedThings } from './stack/ending.ts';
import { readFlags } from './stack/flags.ts';
import { startStack } from './stack/stack.ts';
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
  const stack = await startStack(things, { kept: true, size, ports: { hub: port, gateway: gatewayPort } });
  const usual = { tenantId: stack.tenantId, scopes: everyScope };
  const desk = await things.start(
    () => startTokenDesk(stack.issuer, usual),
    (started) => started.close(),
  );
  const token = await stack.issuer.token({ subject: 'developer', ...usual });
  process.stdout.write(welcome(stack, { deskUrl: desk.url, token }));
  return stack.broken;
}

function welcome(stack: Stack, { deskUrl, token }: { deskUrl: string; token: string }): string {
  const { gatewayUrl, hubUrl, issuer, stripe, account, tenantId, folder } = stack;
  return `
The integration hub is running. Ctrl-C ends it; its data stay.

  Gateway         ${gatewayUrl}   the whole graph: the hub and a second subgraph
  Hub             ${hubUrl}/graphql   the subgraph, by HTTP and WebSocket
  Health          ${hubUrl}/health
  Stripe sandbox  ${stripe.url}   the hub's Stripe
  API key         ${account.apiKey}
  Issuer          ${issuer.issuer}   keys at ${issuer.jwksUrl}
  Tenant          ${tenantId}
  Logs            ${folder}

A token for an hour, with every scope (curl -s ${deskUrl} for another; ?scopes=sync:read and ?tenant=<uuid> narrow it):

${token}

Try it:

  export GRAPH=${gatewayUrl} TOKEN=$(curl -s ${deskUrl})
  ${curl('{ me { tenantId scopes } providers { id name resources } integrations { edges { node { id name status owner } } } }')}

Connect the sandbox's account:

  ${curl(`mutation { createIntegration(input: { providerId: \\"stripe\\", name: \\"Our Stripe\\", credential: [{ name: \\"apiKey\\", value: \\"${account.apiKey}\\" }] }) { ... on Integration { id } ... on HubProblem { code message } } }`)}

`;
}

function curl(query: string): string {
  return `curl -s $GRAPH -H "authorization: Bearer $TOKEN" -H 'content-type: application/json' -d '{"query":"${query}"}'`;
}
