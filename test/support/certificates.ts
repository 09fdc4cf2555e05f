/** Certificate authorities for tests, and whatever certificates they sign, as PEM and as files. */
import './reflect-metadata.ts';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

// Where modules are linked before any runs, a static import would be too early for what it stands on.
const x509 = await import('@peculiar/x509');

const ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
const DAY_MS = 86_400_000;

export const CLIENT_AUTH = '1.3.6.1.5.5.7.3.2';
export const SERVER_AUTH = '1.3.6.1.5.5.7.3.1';

export interface Identity {
  /** PEM. */
  readonly cert: string;
  readonly key: string;
}

export interface CertificateRequest {
  /** Subject alternative names: `DNS:…`, `URI:…` or `IP:…`. */
  readonly names: readonly string[];
  /** Default: client and server. With none it does not say what it is for. */
  readonly usages?: readonly string[];
  /** Milliseconds since the epoch. Default: yesterday to tomorrow. */
  readonly validFrom?: number;
  readonly validTo?: number;
}

export interface Authority {
  /** PEM of its own certificate. */
  readonly cert: string;
  issue(request: CertificateRequest): Promise<Identity>;
  /** Signed by its own key instead of the authority's. */
  selfSigned(request: CertificateRequest): Promise<Identity>;
}

export async function anAuthority(name = 'Test CA'): Promise<Authority> {
  const keys = await newKeys();
  const self = await x509.X509CertificateGenerator.createSelfSigned({
    serialNumber: serial(),
    name: `CN=${name}`,
    notBefore: new Date(Date.now() - 2 * DAY_MS),
    notAfter: new Date(Date.now() + 400 * DAY_MS),
    keys,
    signingAlgorithm: ALGORITHM,
    extensions: [
      new x509.BasicConstraintsExtension(true, 0, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign, true),
    ],
  });
  const sign = async (request: CertificateRequest, signer?: CryptoKey): Promise<Identity> => {
    const own = await newKeys();
    const certificate = await x509.X509CertificateGenerator.create({
      ...contentOf(request),
      issuer: signer ? self.subject : 'CN=somebody',
      publicKey: own.publicKey,
      signingKey: signer ?? own.privateKey,
    });
    return { cert: certificate.toString('pem'), key: await pemOf(own.privateKey) };
  };
  return {
    cert: self.toString('pem'),
    issue: (request) => sign(request, keys.privateKey),
    selfSigned: (request) => sign(request),
  };
}

/** Writes the texts into a folder of their own and answers their paths. */
export function asFiles<Name extends string>(texts: Readonly<Record<Name, string>>) {
  const folder = mkdtempSync(join(tmpdir(), 'hub-certificates-'));
  const paths = {} as Record<Name, string>;
  // Object.keys forgets which keys they are.
  for (const name of Object.keys(texts) as Name[]) {
    paths[name] = join(folder, `${name}.pem`);
    writeFileSync(paths[name], texts[name], { mode: 0o600 });
  }
  return { paths, remove: () => rmSync(folder, { recursive: true }) };
}

function contentOf({ names, usages = [CLIENT_AUTH, SERVER_AUTH], validFrom, validTo }: CertificateRequest) {
  return {
    serialNumber: serial(),
    subject: 'CN=somebody',
    notBefore: new Date(validFrom ?? Date.now() - DAY_MS),
    notAfter: new Date(validTo ?? Date.now() + DAY_MS),
    signingAlgorithm: ALGORITHM,
    extensions: [
      new x509.BasicConstraintsExtension(false, undefined, true),
      ...(usages.length > 0 ? [new x509.ExtendedKeyUsageExtension([...usages])] : []),
      new x509.SubjectAlternativeNameExtension(names.map(nameOf)),
    ],
  };
}

const NAME_TYPES: Readonly<Record<string, 'dns' | 'url' | 'ip'>> = { DNS: 'dns', URI: 'url', IP: 'ip' };

function nameOf(text: string) {
  const [, kind = '', value = ''] = /^([A-Z]+):(.*)$/s.exec(text) ?? [];
  const type = NAME_TYPES[kind];
  if (!type) throw new Error(`${text} is no DNS:, URI: or IP: name`);
  return { type, value };
}

function newKeys(): Promise<CryptoKeyPair> {
  return crypto.subtle.generateKey(ALGORITHM, true, ['sign', 'verify']) as Promise<CryptoKeyPair>;
}

function serial(): string {
  return Buffer.from(crypto.getRandomValues(new Uint8Array(8))).toString('hex');
}

async function pemOf(key: CryptoKey): Promise<string> {
  return x509.PemConverter.encode(await crypto.subtle.exportKey('pkcs8', key), 'PRIVATE KEY');
}
