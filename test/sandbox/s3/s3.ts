// A local object store that speaks as much of S3's wire protocol as files need, and is as strict about it: signed requests
// only, sizes known beforehand, no chunked bodies. https://docs.aws.amazon.com/AmazonS3/latest/API/
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface S3Sandbox {
  readonly url: string;
  /** By bucket and key (`bucket/folder/file`). */
  readonly objects: ReadonlyMap<string, Buffer>;
  close(): Promise<void>;
}

/** The page of a listing; S3's own is 1000. */
const PAGE = 2;

export async function startS3Sandbox(): Promise<S3Sandbox> {
  const objects = new Map<string, Buffer>();
  const server = createServer((request, response) => {
    answer(objects, request, response).catch(() => response.destroy());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  // `as`: a server listening on a TCP port has an address of this kind.
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    objects,
    close: async () => {
      server.close();
      server.closeAllConnections();
    },
  };
}

async function answer(
  objects: Map<string, Buffer>,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { pathname, searchParams } = new URL(request.url ?? '', 'http://s3');
  const body = Buffer.concat(await request.toArray());
  const key = decodeURIComponent(pathname.slice(1));
  const xml = (status: number, text: string) =>
    void response
      .writeHead(status, { 'content-type': 'application/xml' })
      .end(`<?xml version="1.0"?>${text}`);
  const fault = (status: number, code: string) => xml(status, `<Error><Code>${code}</Code></Error>`);

  if (!request.headers.authorization?.startsWith('AWS4-HMAC-SHA256 ')) return fault(403, 'AccessDenied');
  if (request.method === 'PUT') {
    if (request.headers['content-length'] === undefined) return fault(411, 'MissingContentLength');
    if (request.headers['content-encoding']?.includes('aws-chunked')) return fault(501, 'NotImplemented');
    objects.set(key, body);
    return void response.writeHead(200, { etag: '"1"' }).end();
  }
  if (request.method === 'POST' && searchParams.has('delete')) {
    const keys = [...body.toString('utf8').matchAll(/<Key>([^<]+)<\/Key>/g)].map((match) => match[1] ?? '');
    for (const each of keys) objects.delete(`${key.replace(/\/$/, '')}/${each}`);
    return xml(200, '<DeleteResult></DeleteResult>');
  }
  if (request.method === 'GET' && searchParams.get('list-type') === '2') {
    return xml(200, listing(objects, `${key.replace(/\/$/, '')}/`, searchParams));
  }
  const object = objects.get(key);
  if (!object) return fault(404, 'NoSuchKey');
  response.writeHead(200, {
    'content-length': object.length,
    etag: '"1"',
    'last-modified': new Date(0).toUTCString(),
  });
  response.end(request.method === 'HEAD' ? undefined : object);
}

function listing(objects: ReadonlyMap<string, Buffer>, bucket: string, asked: URLSearchParams): string {
  const after = asked.get('continuation-token') ?? '';
  const keys = [...objects.keys()]
    .filter((each) => each.startsWith(`${bucket}${asked.get('prefix') ?? ''}`))
    .map((each) => each.slice(bucket.length))
    .filter((each) => each > after)
    .toSorted();
  const page = keys.slice(0, PAGE);
  const more = keys.length > PAGE;
  const next = more ? `<NextContinuationToken>${page.at(-1)}</NextContinuationToken>` : '';
  const contents = page.map((each) => `<Contents><Key>${each}</Key><Size>1</Size></Contents>`).join('');
  return `<ListBucketResult><IsTruncated>${more}</IsTruncated>${next}${contents}</ListBucketResult>`;
}
