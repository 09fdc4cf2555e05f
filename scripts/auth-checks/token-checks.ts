// What holds for every token, whoever it is of.
import { overHttp, overSocket } from './asking.ts';
import type { Check } from './checks.ts';

/** `kind`: what the hub should take the token's owner for. */
export function tokenChecks(url: string, token: string, kind: 'USER' | 'CLIENT'): Check[] {
  const [header = '', claims = '', signature = ''] = token.split('.');
  const ask = async (authorization: string | undefined, expected: string) => ({
    found: await overHttp(url, authorization === undefined ? {} : { authorization }),
    expected,
  });
  const refused = (name: string, bad: string): Check => ({
    name,
    run: () => ask(`Bearer ${bad}`, '401 Invalid token'),
  });
  const open = async (authorization: string | undefined, expected: string) => ({
    found: await overSocket(url, authorization === undefined ? {} : { authorization }),
    expected,
  });
  return [
    { name: 'a good token is let in', run: () => ask(`Bearer ${token}`, `200 ${kind}`) },
    { name: 'the scheme may be written in any case', run: () => ask(`bEARER ${token}`, `200 ${kind}`) },
    { name: 'nobody is refused by the field', run: () => ask(undefined, '200 UNAUTHENTICATED') },
    { name: 'another scheme is refused', run: () => ask('Basic YTpi', '401 Invalid token') },
    refused('garbage is refused', 'garbage'),
    refused('an empty signature is refused', `${header}.${claims}.`),
    refused('a changed signature is refused', `${header}.${claims}.${changed(signature)}`),
    refused('changed claims are refused', `${header}.${changed(claims)}.${signature}`),
    ...['none', 'None', 'nOnE'].map((alg) =>
      refused(`the algorithm ${alg} is refused`, `${encoded({ alg, typ: 'at+jwt' })}.${claims}.`),
    ),
    { name: 'a socket opens with it', run: () => open(`Bearer ${token}`, 'open') },
    { name: 'a socket closes without', run: () => open(undefined, '4401') },
    {
      name: 'a socket closes with a changed one',
      run: () => open(`Bearer ${header}.${claims}.${changed(signature)}`, '4403'),
    },
  ];
}

/** Another character at the beginning, where every bit counts. */
function changed(part: string): string {
  return (part.startsWith('A') ? 'B' : 'A') + part.slice(1);
}

function encoded(header: object): string {
  return Buffer.from(JSON.stringify(header)).toString('base64url');
}
