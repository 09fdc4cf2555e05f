// The HTTP side all lenders share: one handler, and the ways in which an answer goes wrong on its way.
import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface LenderRequest {
  readonly method: string;
  readonly url: URL;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

export interface LenderAnswer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string | string[]>>;
  readonly body?: string | Buffer;
}

export type Fault =
  /** The whole answer, that much later. */
  | { readonly kind: 'slow'; readonly ms: number }
  /** Nothing, for ever. */
  | { readonly kind: 'hang' }
  /** Never reached the lender; a problem of that title by RFC 9457, if it has one. */
  | { readonly kind: 'status'; readonly status: number; readonly title?: string }
  | { readonly kind: 'reset' }
  /** The lender did it; the answer is lost. */
  | { readonly kind: 'lost' }
  /** The connection breaks in the middle of the answer. */
  | { readonly kind: 'broken' }
  /** The lender did it, and says something else. */
  | { readonly kind: 'rewrite'; readonly rewrite: (body: string) => string };

export interface LenderServer<Step extends string> {
  readonly url: string;
  /** `127.0.0.1:port`. */
  readonly host: string;
  /** Requests so far, by step. */
  readonly count: Readonly<Record<string, number>>;
  /** Everything that was received, as text: for tests of what is sent where. */
  readonly received: readonly string[];
  /** Requests whose sender still waits for the answer. */
  underWay(): number;
  /** The next `times` requests of the step go wrong. */
  fault(step: Step, fault: Fault, times?: number): void;
  /** No fault that was asked for is left. */
  heal(): void;
  close(): Promise<void>;
}

export interface LenderHandler<Step extends string> {
  /** Undefined for what no fault is about. */
  stepOf(request: LenderRequest): Step | undefined;
  answer(request: LenderRequest): LenderAnswer | Promise<LenderAnswer>;
}

export async function startLenderServer<Step extends string>(
  handler: LenderHandler<Step>,
): Promise<LenderServer<Step>> {
  const faults: { step: Step; fault: Fault; left: number }[] = [];
  const count: Record<string, number> = {};
  const received: string[] = [];
  const open = new Set<ServerResponse>();
  const server = createServer((incoming, response) => {
    open.add(response);
    response.once('close', () => open.delete(response));
    const handle = async () => {
      const body = Buffer.concat(await incoming.toArray());
      const { method = 'GET', headers } = incoming;
      const request = { method, headers, body, url: new URL(incoming.url ?? '/', 'http://lender') };
      received.push(`${method} ${incoming.url} ${JSON.stringify(headers)} ${body.toString('utf8')}`);
      const step = handler.stepOf(request);
      if (step !== undefined) count[step] = (count[step] ?? 0) + 1;
      const due = faults.find((each) => each.step === step && each.left > 0);
      if (due) due.left -= 1;
      await reply(response, () => handler.answer(request), due?.fault);
    };
    handle().catch(() => response.destroy());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  // `as`: a server listening on a TCP port has an address of this kind.
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    host: `127.0.0.1:${port}`,
    count,
    received,
    underWay: () => open.size,
    fault: (step, fault, times = 1) => void faults.push({ step, fault, left: times }),
    heal: () => void faults.splice(0),
    close: async () => {
      server.close();
      server.closeAllConnections();
    },
  };
}

async function reply(
  response: ServerResponse,
  answer: () => LenderAnswer | Promise<LenderAnswer>,
  fault: Fault | undefined,
): Promise<void> {
  if (fault?.kind === 'hang') return;
  if (fault?.kind === 'reset') return void response.destroy();
  if (fault?.kind === 'status') return void refuse(response, fault);
  const { status, headers = {}, body = '' } = await answer();
  if (fault?.kind === 'lost') return void response.destroy();
  if (fault?.kind === 'slow') await new Promise((resolve) => setTimeout(resolve, fault.ms).unref());
  const bytes = Buffer.from(fault?.kind === 'rewrite' ? fault.rewrite(String(body)) : body);
  response.writeHead(status, { ...headers, 'content-length': bytes.length });
  if (fault?.kind !== 'broken') return void response.end(bytes);
  response.write(bytes.subarray(0, bytes.length / 2), () => response.destroy());
}

function refuse(response: ServerResponse, { status, title }: Extract<Fault, { kind: 'status' }>): void {
  if (title === undefined) response.writeHead(status, { 'content-type': 'text/plain' }).end('trouble');
  else
    response
      .writeHead(status, { 'content-type': 'application/problem+json' })
      .end(JSON.stringify({ type: 'about:blank', title, status }));
}
