// A client of a GraphQL server: operations by POST, subscriptions as server-sent events.

export type Graph = {
  /** Sends an operation. Throws when the answer carries errors. */
  ask<Data>(query: string, variables?: object): Promise<Data>;
  /** Every event of a subscription until it completes. Throws when an event carries errors. */
  follow<Data>(query: string, variables: object): AsyncGenerator<Data>;
};

type Answer = { data?: unknown; errors?: { message: string; extensions?: { code?: string } }[] };

export function graphAt(url: string, caller: { token: string; signal: AbortSignal }): Graph {
  const post = (accept: string, body: object) =>
    fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept, authorization: `Bearer ${caller.token}` },
      body: JSON.stringify(body),
      signal: caller.signal,
    });
  return {
    async ask<Data>(query: string, variables?: object) {
      const response = await post('application/json', { query, variables });
      return dataOf<Data>(await response.text());
    },
    async *follow<Data>(query: string, variables: object) {
      const response = await post('text/event-stream', { query, variables });
      if (!response.ok || !response.body) throw new Error(await response.text());
      for await (const event of eventsOf(response.body)) {
        if (event.name === 'complete') return;
        // Comments keep the connection alive and say nothing.
        if (event.name === 'next') yield dataOf<Data>(event.data);
      }
      throw new Error('The gateway ended the subscription without completing it');
    },
  };
}

function dataOf<Data>(text: string): Data {
  const { data, errors } = JSON.parse(text) as Answer;
  if (errors) {
    throw new Error(errors.map((error) => `${error.message} (${error.extensions?.code})`).join('; '));
  }
  // What the operation asks for is what its caller declares.
  return data as Data;
}

type ServerSentEvent = { name: string; data: string };

/** https://html.spec.whatwg.org/multipage/server-sent-events.html, as far as GraphQL uses it: one data line per event. */
async function* eventsOf(body: ReadableStream<Uint8Array>): AsyncGenerator<ServerSentEvent> {
  let text = '';
  const decoder = new TextDecoder();
  for await (const bytes of body) {
    text += decoder.decode(bytes, { stream: true });
    const blocks = text.split('\n\n');
    text = blocks.pop() ?? '';
    for (const block of blocks) yield { name: field(block, 'event'), data: field(block, 'data') };
  }
}

function field(block: string, name: string): string {
  const line = block.split('\n').find((each) => each.startsWith(`${name}:`));
  return line?.slice(name.length + 1).trim() ?? '';
}
