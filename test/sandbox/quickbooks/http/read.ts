// The endpoints that read one company. Each gives the members of the answer beside `time`.
import type { Company } from '../ledger/company.ts';
import { textOf } from '../ledger/table.ts';
import { reportChanges } from '../query/cdc.ts';
import { parseQuery } from '../query/parse.ts';
import { entityNamed, runQuery } from '../query/run.ts';
import { notFound, parseError, unsupported } from './fault.ts';

/** `path` is what follows `/v3/company/<realm>/`. Throws QuickbooksFault. */
export function read(company: Company, path: string, params: URLSearchParams): string {
  if (path === 'query') {
    const text = params.get('query');
    if (!text) throw parseError('Encountered "<EOF>" at line 0, column 0.');
    return `"QueryResponse":${runQuery(company, parseQuery(text))}`;
  }
  if (path === 'cdc') return `"CDCResponse":${reportChanges(company, params)}`;
  if (path === 'preferences') return `"Preferences":${JSON.stringify(preferences(company))}`;
  const [name = '', id = '', ...rest] = path.split('/');
  if (id === '' || rest.length > 0) throw unsupported();
  if (name === 'companyinfo') {
    if (id !== company.realmId && id !== company.info.Id) throw notFound();
    return `"CompanyInfo":${JSON.stringify(company.info)}`;
  }
  const entity = entityNamed(name);
  if (entity === undefined) throw unsupported();
  const stored = company.tables[entity].get(decodeURIComponent(id));
  if (stored === undefined) throw notFound();
  return `"${entity}":${textOf(stored)}`;
}

function preferences(company: Company): object {
  return {
    Id: '1',
    SyncToken: '0',
    domain: 'QBO',
    sparse: false,
    MetaData: company.info.MetaData,
    CurrencyPrefs: {
      MultiCurrencyEnabled: company.multicurrency,
      HomeCurrency: { value: company.currency },
    },
  };
}
