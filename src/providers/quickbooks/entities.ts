/** QuickBooks' objects as far as the hub reads them. A field without a value is left out of the answer. */

export interface Reference {
  value: string;
  name?: string;
}

/** The members of every object. Ids are unique within one entity of one company only. */
export interface Entity {
  Id: string;
  MetaData: { CreateTime?: string; LastUpdatedTime: string };
  /** Only on the remains of a deleted object, in change data. */
  status?: string;
  CurrencyRef?: Reference;
}

export interface PostalAddress {
  Line1?: string;
  Line2?: string;
  City?: string;
  CountrySubDivisionCode?: string;
  PostalCode?: string;
  /** Free text. */
  Country?: string;
}

/** A customer or a vendor. */
export interface Name extends Entity {
  /** Counts the states: a change must name the one it changes. */
  SyncToken?: string;
  DisplayName?: string;
  PrimaryEmailAddr?: { Address?: string };
  PrimaryPhone?: { FreeFormNumber?: string };
  BillAddr?: PostalAddress;
  Active?: boolean;
}

export interface Item extends Entity {
  Name?: string;
  Description?: string;
  Active?: boolean;
}

export interface LedgerAccount extends Entity {
  Name?: string;
  Classification?: string;
  CurrentBalance?: number;
  ParentRef?: Reference;
  Active?: boolean;
}

export interface Transaction extends Entity {
  DocNumber?: string;
  CustomerRef?: Reference;
  TotalAmt?: number;
  PrivateNote?: string;
}

export interface InvoiceEntity extends Transaction {
  Balance?: number;
  /** `YYYY-MM-DD`. */
  DueDate?: string;
}

export interface CompanyInfo extends Entity {
  CompanyName?: string;
  LegalName?: string;
  Email?: { Address?: string };
  Country?: string;
  CompanyAddr?: PostalAddress;
}
