import { execFile } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, it } from '@jest/globals';

const run = promisify(execFile);
const root = fileURLToPath(new URL('../../', import.meta.url));
const folder = `${root}clients/typescript/`;

it('is built to JavaScript with types, that needs nothing but jose', async () => {
  await run(`${root}node_modules/.bin/tsc`, ['-p', 'clients/typescript/tsconfig.json'], { cwd: root });
  // `as`: our own manifest.
  const manifest = JSON.parse(readFileSync(`${folder}package.json`, 'utf8')) as {
    exports: { '.': { types: string; default: string } };
    dependencies: Record<string, string>;
  };
  const { types, default: entry } = manifest.exports['.'];
  expect(existsSync(folder + types)).toBe(true);
  expect(Object.keys(manifest.dependencies)).toEqual(['jose']);

  const told = `const offered = await import(${JSON.stringify(folder + entry)});
    const signed = offered.signCall({ service: 's', keyId: 'k', secret: 'x', tenantId: 't' }, { url: 'https://a.example' });
    console.log(JSON.stringify({ names: Object.keys(offered), headers: Object.keys(signed).length }));`;
  const { stdout } = await run(process.execPath, [
    '--no-experimental-strip-types',
    '--input-type=module',
    '-e',
    told,
  ]);
  expect(JSON.parse(stdout)).toMatchObject({
    names: expect.arrayContaining(['createHubFetch', 'createTokenSource', 'createTokenVerifier', 'signCall']),
    headers: 7,
  });

  const modules = [...readFileSync(folder + entry, 'utf8').matchAll(/from '\.\/([\w-]+)\.js'/g)];
  const needed = modules.flatMap(([, name = '']) => {
    const source = readFileSync(`${folder}dist/${name}.js`, 'utf8');
    return [...source.matchAll(/from '([^.][^']*)'/g)].map(([, specifier = '']) => specifier);
  });
  expect([...new Set(needed)].filter((specifier) => !specifier.startsWith('node:'))).toEqual(['jose']);
}, 30_000);
