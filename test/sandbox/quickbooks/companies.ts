// The sandbox's companies: opened one after another, each with its own seed and books.
import type { Company, Notice } from './ledger/company.ts';
import { openCompany } from './ledger/company.ts';
import type { DataSize } from './seed/history.ts';
import { HISTORY_MS, liveHistory } from './seed/history.ts';

export interface NewCompany {
  size: DataSize;
  /** ISO 4217, `USD` by default. */
  currency?: string;
  /** Whether objects name their currency; false by default. */
  multicurrency?: boolean;
}

export function companyRegistry(options: {
  seed: number;
  /** Milliseconds. */
  now: () => number;
  notify: (notice: Notice) => void;
}) {
  const { now } = options;
  const byRealm = new Map<string, Company>();
  return {
    byRealm,
    get(realmId: string): Company {
      const company = byRealm.get(realmId);
      if (company === undefined) throw new Error(`no company ${realmId}`);
      return company;
    },
    /** Opens a company and lets it live through its past, of which nobody is told. */
    open({ size, currency = 'USD', multicurrency = false }: NewCompany): Company {
      let past: number | undefined = now() - HISTORY_MS;
      const company = openCompany({
        seed: options.seed + 7_919 * byRealm.size,
        currency,
        multicurrency,
        now: () => past ?? now(),
        notify: (notice) => past === undefined && options.notify(notice),
      });
      liveHistory(company, size, { until: now(), set: (ms) => (past = ms) });
      past = undefined;
      byRealm.set(company.realmId, company);
      return company;
    },
  };
}
