// Prints the supergraph of the hub alone: `node deploy/compose-supergraph.ts <url of the hub>`. Add your subgraphs here.
import { composeServices } from '@apollo/composition';
import { parse } from 'graphql';
import { readTypeDefs } from '../src/graphql/sdl.ts';

const [url] = process.argv.slice(2);
if (url === undefined) throw new Error('Which URL does the gateway reach the hub at?');
const result = composeServices([{ name: 'hub', url, typeDefs: parse(readTypeDefs().join('\n')) }]);
if (result.errors) throw new Error(result.errors.map(({ message }) => message).join('\n'));
process.stdout.write(result.supergraphSdl);
