// After installing: the whole system is started once, with next to no data, so that everything a start keeps is there.
import { keepCompiled } from './services/compile-cache.ts';
import { endOnSignals, startedThings } from './stack/ending.ts';

const things = startedThings();
endOnSignals(things);
keepCompiled();
try {
  const { startStack } = await import('./stack/stack.ts');
  await import('./demo/story.ts');
  await startStack(things, { kept: false, size: { customers: 1, payments: 1, invoices: 1 } });
} finally {
  await things.end();
}
