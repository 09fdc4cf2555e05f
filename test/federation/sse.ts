/** A subscription as a browser has it: server-sent events. https://github.com/enisdenjo/graphql-sse/blob/master/PROTOCOL.md */

export interface Answer {
  readonly data?: Record<string, unknown> | null;
  readonly errors?: readonly { message: string; extensions?: { code?: string } }[];
}

/** Yields every event until the server completes the stream. */
export async function* subscribe(
  url: string,
  token: string,
  operation: { query: string; variables?: object },
): AsyncGenerator<Answer> {
  const response = await fetch(url, {
    method: 'POST',
    headers: {
      accept: 'text/event-stream',
      'content-type': 'application/json',
      authorization: `Bearer ${token}`,
    },
    body: JSON.stringify(operation),
  });
  if (!response.body) throw new Error(`the stream was answered with ${response.status}`);
  let text = '';
  for await (const chunk of response.body.pipeThrough(new TextDecoderStream())) {
    const messages = (text + chunk).split('\n\n');
    text = messages.pop() ?? '';
    for (const message of messages) {
      if (message.startsWith('event: complete')) return;
      const data = /^data: ?(.+)$/m.exec(message)?.[1];
      if (data) yield JSON.parse(data) as Answer;
    }
  }
}
