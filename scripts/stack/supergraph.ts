// What the subgraphs are together, composed once: it takes a second for which every start would wait.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { GatewaySubgraph } from '../../test/support/gateway.ts';
import { preparedFolder } from '../services/prepared.ts';

type Subgraph = Pick<GatewaySubgraph, 'name' | 'url' | 'typeDefs'>;

const KIND = 'supergraph-';
const lockFile = new URL('../../package-lock.json', import.meta.url);

/** Composed with names for their URLs, which are others at each start. */
export async function supergraphOf(subgraphs: readonly Subgraph[]): Promise<string> {
  const named = subgraphs.map((each) => ({ ...each, url: `http://${each.name}.subgraph.invalid/graphql` }));
  const file = join(preparedFolder, `${KIND}${fingerprint(named)}.graphql`);
  if (!existsSync(file)) await compose(named, file);
  const supergraph = readFileSync(file, 'utf8');
  return named.reduce((sdl, { url }, n) => sdl.replaceAll(url, subgraphs[n]?.url ?? url), supergraph);
}

async function compose(subgraphs: readonly Subgraph[], file: string): Promise<void> {
  const { composeSupergraph } = await import('../../test/support/compose.ts');
  const supergraph = composeSupergraph(subgraphs);
  mkdirSync(preparedFolder, { recursive: true });
  for (const old of readdirSync(preparedFolder).filter((name) => name.startsWith(KIND)))
    rmSync(join(preparedFolder, old));
  // It gets its name when it is whole.
  const unfinished = `${file}.${process.pid}`;
  writeFileSync(unfinished, supergraph);
  renameSync(unfinished, file);
}

/** A newer composer may compose otherwise. */
function fingerprint(subgraphs: readonly Subgraph[]): string {
  const all = createHash('sha256').update(readFileSync(lockFile)).update(JSON.stringify(subgraphs));
  return all.digest('hex').slice(0, 16);
}
