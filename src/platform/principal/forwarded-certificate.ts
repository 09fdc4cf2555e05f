import { X509Certificate } from 'node:crypto';

/**
 * The certificate in an `X-Forwarded-Client-Cert`: its `Cert` element, URL-encoded PEM, in quotes or not
 * (https://www.envoyproxy.io/docs/envoy/latest/configuration/http/http_conn_man/headers#x-forwarded-client-cert).
 * Throws an Error where it has none, and where several proxies have written: only one of them is known to us.
 */
export function forwardedCertificate(header: string): X509Certificate {
  const elements = header.matchAll(/([A-Za-z]+)=("(?:[^"\\]|\\.)*"|[^;,"]*)([;,]?)/gy);
  const certificates: string[] = [];
  let read = 0;
  for (const [all, key = '', value = '', end] of elements) {
    read += all.length;
    if (end === ',') throw new Error('More than one certificate is forwarded');
    if (key.toLowerCase() === 'cert') certificates.push(value.replace(/^"|"$/g, ''));
  }
  const [encoded] = certificates;
  if (read !== header.length || encoded === undefined || certificates.length > 1)
    throw new Error('The forwarded certificate cannot be read');
  return new X509Certificate(decodeURIComponent(encoded));
}
