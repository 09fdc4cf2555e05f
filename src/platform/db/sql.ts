/** The smallest face of a running transaction: what raw SQL and the ORM's transaction have in common. */
export interface Tx {
  /** Runs one statement with `$1…` parameters and answers its rows. */
  query<Row>(sql: string, params?: readonly unknown[]): Promise<Row[]>;
}

/** A statement that is prepared once per connection under its name. The name must be unique in the program. */
export interface Prepared {
  readonly name: string;
  readonly text: string;
}

const names = new Set<string>();

/** Declares a prepared statement; two under one name would silently run each other's SQL, so that throws. */
export function prepared(name: string, text: string): Prepared {
  if (names.has(name)) throw new Error(`prepared statement ${name} is declared twice`);
  names.add(name);
  return { name, text };
}
