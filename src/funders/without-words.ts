/** An error reduced to where it happened: the messages of libraries quote pages, envelopes and what was being typed. */
export function withoutWords(error: unknown): Error {
  const { name, stack = '' } = error instanceof Error ? error : new Error();
  const bare = new Error(`a ${name} that quotes what it read`);
  bare.stack = [bare.message, ...stack.split('\n').filter((line) => /^ {4}at /.test(line))].join('\n');
  return bare;
}
