// One line for each check, and an exit code: 0 only if every one of them held.

export type Check = {
  readonly name: string;
  /** What was found, and what it should have been. */
  run(): Promise<{ readonly found: string; readonly expected: string }>;
};

/** Runs all, one after the other. Sets the exit code to 1 when one does not hold. */
export async function report(door: string, url: string, checks: readonly Check[]): Promise<void> {
  process.stdout.write(`The door "${door}" of ${url}\n`);
  let failed = 0;
  for (const { name, run } of checks) {
    const { found, expected } = await run().catch((error: unknown) => ({
      found: error instanceof Error ? error.message : String(error),
      expected: 'an answer',
    }));
    const holds = found === expected;
    if (!holds) failed += 1;
    process.stdout.write(
      holds
        ? `  ok    ${name}\n`
        : `  FAIL  ${name}\n        expected ${expected}\n        found    ${found}\n`,
    );
  }
  process.stdout.write(failed === 0 ? 'All hold.\n' : `${failed} of ${checks.length} do not hold.\n`);
  if (failed > 0) process.exitCode = 1;
}
