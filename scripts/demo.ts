// `npm run demo`: the main job, once, told as a story. Exit code 0 only if every step was true.
import { graphAt } from './demo/graph.ts';
import { check, number, tellTo } from './demo/telling.ts';
import { keepCompiled } from './services/compile-cache.ts';
import { endOnSignals, startedThings } from './stack/ending.ts';
import { readFlags } from './stack/flags.ts';
import { everyScope } from './stack/scopes.ts';
import type { Stack } from './stack/stack.ts';

const flags = readFlags();
const telling = tellTo(process.stdout, 9);
const things = startedThings();
endOnSignals(things);

const failure = await demo().then(
  () => undefined,
  (error: unknown) => ({ error }),
);
// Everything under way fails when a signal ends it: then the signal's handler has the last word.
if (failure && !things.ending.aborted) telling.failed(failure.error);
await things.end();
if (!failure) telling.end();
process.exitCode = failure ? 1 : 0;

async function demo(): Promise<void> {
  telling.title('Integration hub: the main job, once');
  const stack = await telling.step('Start everything on this machine', start);
  const token = await stack.issuer.token({ subject: 'demo', tenantId: stack.tenantId, scopes: everyScope });
  const caller = { token, signal: things.ending };
  const graph = graphAt(stack.gatewayUrl, caller);
  const hub = graphAt(`${stack.hubUrl}/graphql`, caller);
  const { tellStory } = await import('./demo/story.ts');
  await Promise.race([tellStory({ stack, graph, hub, telling }), stack.broken]);
}

async function start(): Promise<Stack> {
  const { size, port, gatewayPort } = flags;
  keepCompiled();
  const { startStack } = await import('./stack/stack.ts');
  const stack = await startStack(things, { kept: false, size, ports: { hub: port, gateway: gatewayPort } });
  const { customers, payments, invoices } = size;
  telling.fact(`PostgreSQL, Redis, token issuer  · the hub's API and worker at ${stack.hubUrl}`);
  telling.fact(`another team's subgraph, and a federation gateway over both at ${stack.gatewayUrl}`);
  telling.fact(
    `a Stripe sandbox with ${number(customers)} customers, ${number(payments)} payments, ${number(invoices)} invoices`,
  );
  const live = await fetch(`${stack.hubUrl}/health/live`);
  check(live.ok, `The hub is not alive: ${live.status}`);
  return stack;
}
