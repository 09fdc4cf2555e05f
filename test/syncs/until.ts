const LOOK_EVERY_MS = 20;

/** Resolves once the condition holds; the test's own time limit is the only one. */
export async function until(holds: () => Promise<boolean> | boolean): Promise<void> {
  while (!(await holds())) await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
}
