/** The authorities that sign clients' certificates, for certificates that no handshake has verified. */
import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';

/** RFC 5280 section 4.2.1.12: id-kp-clientAuth. */
const CLIENT_AUTH = '1.3.6.1.5.5.7.3.2';
const PEM = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g;

/** All certificates of a PEM file. Throws an Error when there is none, or one cannot be read. */
export function readAuthorities(file: string): X509Certificate[] {
  const blocks = readFileSync(file, 'utf8').match(PEM);
  if (!blocks) throw new Error(`${file} has no certificate`);
  return blocks.map((pem) => new X509Certificate(pem));
}

/**
 * Until when one of the authorities vouches for the certificate, in milliseconds since the epoch: the end of the signer's own, of
 * several the last. Throws an Error when none of them has signed it, or when it is for something else than showing who a client is.
 */
export function vouchedUntil(certificate: X509Certificate, authorities: readonly X509Certificate[]): number {
  // Undefined where the certificate does not say what it is for: then it is for everything.
  const usages: readonly string[] | undefined = certificate.keyUsage;
  if (usages && !usages.includes(CLIENT_AUTH)) throw new Error('The certificate is not for clients');
  const signers = authorities.filter(
    (authority) =>
      authority.ca && certificate.checkIssued(authority) && certificate.verify(authority.publicKey),
  );
  if (signers.length === 0) throw new Error('No known authority has signed the certificate');
  return Math.max(...signers.map(({ validTo }) => Date.parse(validTo)));
}
