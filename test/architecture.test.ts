/**
 * Who may import whom, as data. The imports are read from the files as Node strips them; which statements are of types is told
 * by making those visible as well.
 */
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';
import { dirname, posix } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { init, parse } from 'es-module-lexer';

await init;

const SRC = new URL('../src/', import.meta.url);
const MAX_LINES = 300;

interface Import {
  readonly from: string;
  /** A path below `src`, or the name of a package. */
  readonly to: string;
  readonly typesOnly: boolean;
}

interface Rule {
  readonly from: RegExp;
  /** What the files may import, beside their own folder and packages. */
  readonly may: readonly RegExp[];
  /** What they may import types of. */
  readonly mayType?: readonly RegExp[];
}

const platform = /^platform\//;
const audit = /^audit\//;
/** What client applications can be told, for whoever makes an event apart from its change. */
const outgoing = /^notifications\/outgoing-event\.ts$/;
const registry = /^providers\/registry\.ts$/;
const contract = /^providers\/(provider|connectable|proxy|resources|contact-import)\.ts$/;
const funderContract =
  /^funders\/(funder|funder-request|funder-quote|fee|errors|decimal|echo|adds-up|without-words)\.ts$/;
const funderRegistry = /^funders\/registry\.ts$/;
const resolverFile = /(^|[-/])resolvers\.ts$/;
const ofGraphql = /^graphql\/(generated|context)\.ts$/;

/** The first rule whose `from` matches holds. A file that none matches fails: a new folder is named here first. */
const rules: readonly Rule[] = [
  { from: /^(api|worker|migrate|verify-audit|rotate-keys|invite-user)\.ts$/, may: [/./] },
  { from: /^wiring\//, may: [/./] },
  {
    from: /^config\.ts$/,
    may: [/^settings\//, /^platform\/(rate-limit-table|principal\/linked-issuer)\.ts$/],
    mayType: [platform],
  },
  {
    from: /^settings\//,
    may: [
      /^platform\/(principal\/(trusted-issuer|internal-service|certified-client|linked-issuer)|rate-limit-table)\.ts$/,
    ],
    mayType: [platform],
  },
  { from: /^entities\.ts$/, may: [/\.entity\.ts$/] },
  { from: /^migrations\//, may: [/^entities\.ts$/, /^platform\/db\/row-security\.ts$/] },
  { from: /^platform\//, may: [] },
  { from: /^graphql\/modules\.ts$/, may: [resolverFile] },
  // Generated: it names the type each noun's objects have.
  { from: /^graphql\/generated\.ts$/, may: [], mayType: [/./] },
  { from: /^graphql\/context\.ts$/, may: [platform], mayType: [/^identity\/identity\.ts$/] },
  { from: /^graphql\//, may: [platform] },
  { from: /^notifications\//, may: [platform, audit], mayType: [ofGraphql] },
  {
    from: /^audit\//,
    may: [platform, /^notifications\/write-event\.ts$/],
    mayType: [outgoing, ofGraphql],
  },
  { from: /^identity\//, may: [platform, audit, /^keys\//], mayType: [ofGraphql] },
  { from: /^sealing\//, may: [platform], mayType: [ofGraphql] },
  { from: /^keys\//, may: [platform] },
  { from: /^oauth\//, may: [platform, audit, /^keys\//], mayType: [ofGraphql] },
  {
    from: /^connections\//,
    may: [platform, audit, registry, /^providers\/proxy\.ts$/],
    mayType: [contract, /^notifications\//, ofGraphql],
  },
  {
    from: /^integrations\//,
    may: [platform, audit, registry, /^connections\//],
    mayType: [contract, ofGraphql],
  },
  {
    from: /^syncs\//,
    may: [platform, audit, registry, /^integrations\//, /^notifications\/write-event\.ts$/],
    mayType: [contract, outgoing, ofGraphql],
  },
  {
    from: /^webhooks\//,
    may: [platform, audit, registry, /^integrations\//, /^syncs\//],
    mayType: [contract, ofGraphql],
  },
  {
    from: /^lanes\//,
    may: [platform, /^integrations\//, /^syncs\//, /^webhooks\//],
    mayType: [ofGraphql],
  },
  {
    from: /^providers\/registry\.ts$/,
    may: [/^providers\/[a-z]+\/index\.ts$/, contract, /^platform\/errors\.ts$/],
  },
  { from: contract, may: [contract, /^platform\/errors\.ts$/] },
  { from: /^providers\/[a-z]+\//, may: [contract, /^platform\/(errors|http|egress|same-secret)\.ts$/] },
  {
    from: /^funder-accounts\//,
    may: [platform, audit, funderRegistry, funderContract, /^funders\/transports\/browser\.ts$/],
    mayType: [ofGraphql],
  },
  {
    from: /^quotes\//,
    may: [
      platform,
      audit,
      /^funder-accounts\//,
      funderRegistry,
      funderContract,
      /^notifications\/write-event\.ts$/,
    ],
    mayType: [outgoing, ofGraphql],
  },
  { from: funderRegistry, may: [/^funders\/[a-z]+\/index\.ts$/], mayType: [funderContract] },
  { from: funderContract, may: [funderContract, /^platform\/errors\.ts$/] },
  { from: /^funders\/transports\//, may: [funderContract, /^platform\/errors\.ts$/] },
  {
    from: /^funders\/[a-z]+\//,
    may: [
      funderContract,
      /^funders\/transports\/(rest|soap|strict-json|strict-xml)\.ts$/,
      /^platform\/(errors|same-secret)\.ts$/,
    ],
  },
];

/** Packages that only some may use: a vendor's SDK stays in its folder, the database and the queue in the platform. */
const packages: readonly { name: RegExp; only: RegExp }[] = [
  { name: /^stripe$/, only: /^providers\/stripe\// },
  { name: /^square$/, only: /^providers\/square\// },
  { name: /^@mailchimp\//, only: /^providers\/mailchimp\// },
  { name: /^intuit-oauth$/, only: /^providers\/quickbooks\// },
  { name: /^@nangohq\//, only: /^connections\// },
  { name: /^@node-rs\/argon2$/, only: /^identity\/password-thread\.ts$/ },
  { name: /^nodemailer$/, only: /^platform\/mail\.ts$/ },
  { name: /^bee-queue/, only: /^platform\/queue\// },
  { name: /^ioredis$/, only: /^platform\// },
  { name: /^(flydrive|@aws-sdk\/)/, only: /^platform\// },
  { name: /^(pg|kysely)$/, only: /^platform\/db\/|^syncs\/merge\.ts$/ },
  { name: /^(graphql|@apollo\/|graphql-)/, only: /^graphql\// },
];

const files = readdirSync(SRC, { recursive: true, encoding: 'utf8' })
  .map((file) => file.replaceAll('\\', '/'))
  .filter((file) => file.endsWith('.ts'));
const read = (file: string) => readFileSync(new URL(file, SRC), 'utf8');
const imports = files.flatMap(importsOf);

function importsOf(from: string): Import[] {
  const source = read(from);
  const values = new Set(requestsIn(source));
  return [...new Set(requestsIn(withTypesVisible(source)))].map((specifier) => ({
    from,
    to: specifier.startsWith('.') ? posix.join(posix.dirname(from), specifier) : specifier,
    typesOnly: !values.has(specifier),
  }));
}

/** `import type { A } from` reads as `import { A } from`, and `{ type A }` as `{ A }`. */
function withTypesVisible(source: string): string {
  return source.replace(
    /^(import|export)( type)?(\s[^;'"]*?\sfrom\s+')/gm,
    (_all, word: string, _type, rest: string) => `${word}${rest.replace(/([{,]\s*)type\s+/g, '$1')}`,
  );
}

function requestsIn(source: string): string[] {
  const code = stripTypeScriptTypes(source);
  const [imports] = parse(code);
  // Those of a computed name have none.
  return imports.flatMap(({ n: specifier }) => specifier ?? []);
}

const isOwn = ({ to }: Import) => to.endsWith('.ts');
/** `providers/stripe`, `syncs`: what belongs together and may import itself. */
function areaOf(file: string): string {
  const [first = '', second = '', third] = file.split('/');
  return (first === 'providers' || first === 'funders') && third
    ? `${first}/${second}`
    : file.includes('/')
      ? first
      : file;
}

function isAllowed({ from, to, typesOnly }: Import): boolean {
  const rule = rules.find((each) => each.from.test(from));
  if (!rule) return false;
  const own = areaOf(from) === areaOf(to) && !['providers', 'funders'].includes(areaOf(from));
  if (own || rule.may.some((pattern) => pattern.test(to))) return true;
  return typesOnly && (rule.mayType ?? []).some((pattern) => pattern.test(to)) && isTypeAllowed(from, to);
}

/** The types of GraphQL are for resolvers and loaders only: what a noun does must not depend on its first face. */
function isTypeAllowed(from: string, to: string): boolean {
  return (
    !ofGraphql.test(to) ||
    from.startsWith('graphql/') ||
    resolverFile.test(from) ||
    from.endsWith('/loader.ts')
  );
}

const told = ({ from, to, typesOnly }: Import) => `${from} imports ${typesOnly ? 'types of ' : ''}${to}`;

describe('the source', () => {
  it('imports only what the table allows', () => {
    expect(imports.filter(isOwn).length).toBeGreaterThan(200);
    expect(imports.filter((each) => isOwn(each) && !isAllowed(each)).map(told)).toEqual([]);
  });

  it('has no file that the table does not know', () => {
    expect(files.filter((file) => !rules.some(({ from }) => from.test(file)))).toEqual([]);
  });

  it('keeps each package where it belongs', () => {
    const strays = imports.filter(
      ({ from, to }) =>
        !to.endsWith('.ts') && packages.some(({ name, only }) => name.test(to) && !only.test(from)),
    );
    expect(strays.filter(({ typesOnly }) => !typesOnly).map(told)).toEqual([]);
  });

  it('imports nothing of tests, scripts and sandboxes', () => {
    expect(imports.filter(({ to }) => to.startsWith('..')).map(told)).toEqual([]);
  });

  it('has no cycle of values', () => {
    const next = new Map(files.map((file) => [file, [] as string[]]));
    for (const each of imports) if (isOwn(each) && !each.typesOnly) next.get(each.from)?.push(each.to);
    expect(cycleIn(next)).toEqual([]);
  });

  it('registers every vendor that has a folder', () => {
    for (const kind of ['providers', 'funders']) {
      const folders = readdirSync(new URL(`${kind}/`, SRC), { withFileTypes: true })
        .filter((entry) => entry.isDirectory() && entry.name !== 'transports')
        .map(({ name }) => `${kind}/${name}/index.ts`);
      expect(folders.length).toBeGreaterThan(0);
      const registered = imports.filter(({ from }) => from === `${kind}/registry.ts`).map(({ to }) => to);
      expect(folders.filter((folder) => !registered.includes(folder))).toEqual([]);
    }
  });

  it('reads the environment in one place', () => {
    const readers = files.filter(
      (file) => file !== 'config.ts' && /\bprocess\s*\.\s*env\b|\bprocess\[/.test(read(file)),
    );
    expect(readers).toEqual([]);
  });

  it('has no file too long to read', () => {
    const long = files.filter((file) => read(file).split('\n').length > MAX_LINES + 1);
    expect(long.filter((file) => !/^graphql\/generated\.ts$|^migrations\//.test(file))).toEqual([]);
  });

  it('is at most three folders deep, and named in kebab-case', () => {
    expect(files.filter((file) => dirname(file).split('/').length > 3)).toEqual([]);
    expect(
      files.filter((file) => !/^([a-z0-9-]+\/)*[a-z0-9-]+(\.entity|\.job|\.d)?\.ts$/.test(file)),
    ).toEqual([]);
    const vague = /(^|\/)(utils?|helpers?|common|shared|types)(\.ts$|\/)/;
    expect(files.filter((file) => vague.test(file))).toEqual([]);
  });

  it('has the same noun in the schema, the source and the tests', () => {
    const nouns = readdirSync(new URL('../schema/', SRC)).filter((file) => /^[a-z]+\.graphql$/.test(file));
    const missing = nouns
      .map((file) => file.replace('.graphql', ''))
      .filter(
        (noun) =>
          !['principal', 'records', 'batches', 'mfa'].includes(noun) && !existsSync(new URL(`${noun}/`, SRC)),
      );
    expect(missing).toEqual([]);
  });
});

describe('the reader of imports', () => {
  it('sees values, types, re-exports and dynamic imports', () => {
    const source = [
      "import a, { type B } from './values.ts';",
      "import type { C } from './types.ts';",
      "import { type D } from './inline.ts';",
      "export { e } from './exported.ts';",
      "export type { F } from './exported-types.ts';",
      "const later = await import('./later.ts');",
      'export type G = string; export { a, later };',
    ].join('\n');
    expect(requestsIn(source).sort()).toEqual(['./exported.ts', './inline.ts', './later.ts', './values.ts']);
    expect(new Set(requestsIn(withTypesVisible(source)))).toEqual(
      new Set([
        './values.ts',
        './types.ts',
        './inline.ts',
        './exported.ts',
        './exported-types.ts',
        './later.ts',
      ]),
    );
  });

  it('refuses what the table forbids', () => {
    const forbidden: Import[] = [
      { from: 'platform/log.ts', to: 'syncs/syncs.ts', typesOnly: true },
      { from: 'syncs/apply.ts', to: 'webhooks/inbox.ts', typesOnly: false },
      { from: 'syncs/apply.ts', to: 'graphql/generated.ts', typesOnly: true },
      { from: 'syncs/resolvers.ts', to: 'graphql/schema.ts', typesOnly: false },
      { from: 'syncs/apply.ts', to: 'providers/stripe/pull.ts', typesOnly: false },
      { from: 'providers/stripe/pull.ts', to: 'platform/db/sql.ts', typesOnly: false },
      { from: 'providers/stripe/pull.ts', to: 'providers/registry.ts', typesOnly: false },
      { from: 'graphql/schema.ts', to: 'syncs/syncs.ts', typesOnly: false },
      { from: 'integrations/reads.ts', to: 'syncs/reads.ts', typesOnly: false },
      { from: 'new-folder/new.ts', to: 'platform/log.ts', typesOnly: false },
    ];
    expect(forbidden.filter(isAllowed).map(told)).toEqual([]);
  });

  it('finds a cycle', () => {
    const cycle = new Map([
      ['a', ['b']],
      ['b', ['c']],
      ['c', ['b']],
    ]);
    expect(cycleIn(cycle)).toEqual(['b', 'c', 'b']);
  });
});

/** The first cycle as a path that ends where it began; empty when there is none. */
function cycleIn(next: ReadonlyMap<string, readonly string[]>): string[] {
  const done = new Set<string>();
  const visit = (file: string, path: readonly string[]): string[] => {
    if (path.includes(file)) return [...path.slice(path.indexOf(file)), file];
    if (done.has(file)) return [];
    for (const to of next.get(file) ?? []) {
      const cycle = visit(to, [...path, file]);
      if (cycle.length > 0) return cycle;
    }
    done.add(file);
    return [];
  };
  for (const file of next.keys()) {
    const cycle = visit(file, []);
    if (cycle.length > 0) return cycle;
  }
  return [];
}
