/** Counts what is open at once, by whose it is. */
export interface Tally {
  /** Takes a place and returns how to give it back, once; undefined when all places are taken. */
  enter(key: string): (() => void) | undefined;
}

export function createTally(places: number): Tally {
  const taken = new Map<string, number>();
  return {
    enter(key) {
      const count = (taken.get(key) ?? 0) + 1;
      if (count > places) return undefined;
      taken.set(key, count);
      let isOpen = true;
      return () => {
        const left = (taken.get(key) ?? 0) - 1;
        if (!isOpen) return;
        isOpen = false;
        if (left > 0) taken.set(key, left);
        else taken.delete(key);
      };
    },
  };
}
