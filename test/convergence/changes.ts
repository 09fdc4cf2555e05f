/** What may happen at the vendors: creates, updates and deletions of every kind that their people can make. */
import type { Random } from '../sandbox/stripe/seed/random.ts';
import type { Sandboxes, VendorId } from '../support/sandboxes.ts';

/** Makes one change; none, where nothing is there to be changed so. */
type Happening<Sandbox> = (sandbox: Sandbox, random: Random) => void;

const SOME = 0.03;
const FEW = 2;
/** Few enough that an address leaves and comes back. */
const ADDRESSES = 25;

const happenings: { [Id in VendorId]: readonly Happening<Sandboxes[Id]>[] } = {
  stripe: [
    (stripe, random) => void stripe.changeSome(SOME, { seed: random.between(1, 1e9) }),
    (stripe, random) =>
      some(stripe.truth('customers'), random, ({ id }) =>
        stripe.change.updateCustomer(id, { name: `Now ${random.token(6)}` }),
      ),
    ({ change }, random) => void change.createCustomer({ name: `New ${random.token(6)}` }),
    (stripe, random) => some(stripe.truth('customers'), random, ({ id }) => stripe.change.deleteCustomer(id)),
    // There and back again: what a pass finds as it was, an event of the moment between must not change.
    (stripe, random) =>
      some(stripe.truth('customers'), random, ({ id, name, phone }) => {
        stripe.change.updateCustomer(id, { name: 'For a moment', phone: '+4915550100' });
        stripe.change.updateCustomer(id, { name: name ?? '', phone: phone ?? '' });
      }),
    (stripe, random) =>
      some(stripe.truth('customers'), random, ({ id: customer }) =>
        stripe.change.createPayment({ amount: random.between(100, 90_000), currency: 'eur', customer }),
      ),
    (stripe, random) => {
      const price = stripe.truth('prices').find((each) => each.active && each.type === 'one_time');
      some(stripe.truth('customers'), random, ({ id: customer }) => {
        if (price) stripe.change.createInvoice({ customer, lines: [{ price: price.id, quantity: 1 }] });
      });
    },
    (stripe, random) => {
      const drafts = stripe.truth('invoices').filter(({ status }) => status === 'draft');
      some(drafts, random, ({ id }) => stripe.change.deleteInvoice(id));
    },
    ({ change }, random) => void change.createProduct({ name: `Made ${random.token(6)}` }),
    (stripe, random) => {
      const made = stripe.truth('products').filter(({ name }) => name.startsWith('Made '));
      some(made, random, ({ id }) => stripe.change.deleteProduct(id));
    },
  ],
  square: [
    (square, random) => void square.changeSome(SOME, { seed: random.between(1, 1e9) }),
    (square, random) =>
      some(square.truth('contact'), random, ({ id }) =>
        square.change.updateCustomer(id ?? '', { note: random.token(6) }),
      ),
    (square, random) =>
      some(square.truth('payment'), random, ({ id }) =>
        square.change.updatePayment(id ?? '', { note: random.token(6) }),
      ),
    ({ change }, random) => void change.createCustomer({ given_name: `New ${random.token(6)}` }),
    (square, random) =>
      some(square.truth('contact'), random, ({ id }) => square.change.deleteCustomer(id ?? '')),
    (square, random) =>
      some(square.truth('location'), random, ({ id }) =>
        square.change.createPayment({ location_id: id ?? '', amount: random.between(100, 90_000) }),
      ),
    (square, random) => {
      const whole = square
        .truth('payment')
        .filter((each) => !each.refunded_money && each.status === 'COMPLETED');
      some(whole, random, ({ id }) => square.change.refundPayment(id ?? ''));
    },
    ({ change }, random) => void change.createItem({ name: `New ${random.token(6)}` }),
    (square, random) =>
      some(square.truth('product'), random, ({ item_data }) =>
        some(item_data?.variations ?? [], random, ({ id }) => {
          if (random.chance(0.5)) square.change.updateVariation(id ?? '', random.between(100, 9_000));
          else square.change.deleteVariation(id ?? '');
        }),
      ),
    (square, random) => some(square.truth('product'), random, ({ id }) => square.change.deleteItem(id ?? '')),
    (square, random) =>
      some(square.truth('location'), random, ({ id }) =>
        square.change.createInvoice({ location_id: id ?? '' }),
      ),
    (square, random) => {
      const drafts = square.truth('invoice').filter(({ status }) => status === 'DRAFT');
      some(drafts, random, ({ id }) => square.change.deleteInvoice(id ?? ''));
    },
    (square, random) =>
      some(square.truth('location'), random, ({ id }) =>
        square.change.updateLocation(id ?? '', { name: `Hall ${random.token(6)}` }),
      ),
  ],
  mailchimp: [
    (mailchimp, random) => void mailchimp.changeSome(SOME, { seed: random.between(1, 1e9) }),
    (mailchimp, random) =>
      some(mailchimp.truth('contact'), random, ({ list_id, id }) =>
        mailchimp.change.updateMember(list_id, id, { FNAME: random.token(6) }),
      ),
    (mailchimp, random) =>
      some(mailchimp.truth('list'), random, ({ id }) => {
        const email_address = anAddress(random);
        const isThere = mailchimp
          .truth('contact')
          .some((one) => one.list_id === id && one.email_address === email_address);
        if (!isThere) mailchimp.change.subscribe(id, { email_address });
      }),
    (mailchimp, random) =>
      some(mailchimp.truth('contact'), random, ({ list_id, id }) => mailchimp.change.archive(list_id, id)),
    (mailchimp, random) =>
      some(mailchimp.truth('contact'), random, ({ list_id, id }) =>
        mailchimp.change.deletePermanently(list_id, id),
      ),
    (mailchimp, random) =>
      some(mailchimp.truth('contact'), random, ({ list_id, id }) => {
        const address = anAddress(random);
        const isThere = mailchimp
          .truth('contact')
          .some((one) => one.list_id === list_id && one.email_address === address);
        if (!isThere) mailchimp.change.changeEmail(list_id, id, address);
      }),
    (mailchimp, random) =>
      some(mailchimp.truth('list'), random, ({ id }) => {
        const members = Array.from({ length: 4 }, () => ({
          email_address: `${random.token(8)}@example.com`,
        }));
        mailchimp.change.importMembers(id, members);
      }),
    ({ change }, random) => void change.createList(`New ${random.token(6)}`),
    (mailchimp, random) => {
      if (mailchimp.truth('list').length < 3) return;
      some(mailchimp.truth('list'), random, ({ id }) => mailchimp.change.deleteList(id));
    },
    (mailchimp, random) =>
      some(mailchimp.truth('list'), random, ({ id: list_id }) =>
        mailchimp.change.createCampaign({ list_id, title: random.token(6), subject_line: 'Tonight' }),
      ),
    (mailchimp, random) => {
      const drafts = mailchimp.truth('campaign').filter(({ status }) => status === 'save');
      some(drafts, random, ({ id }) => {
        if (random.chance(0.7)) mailchimp.change.sendCampaign(id);
        else mailchimp.change.deleteCampaign(id);
      });
    },
  ],
  quickbooks: [
    (books, random) => void books.changeSome(SOME, { seed: random.between(1, 1e9) }),
    (books, random) => {
      const entity = random.pick(['Customer', 'Invoice'] as const);
      some(books.truth(entity), random, ({ Id }) =>
        books.change.update(entity, Id, { PrivateNote: random.token(6) }),
      );
    },
    ({ change }, random) => void change.create('Customer', { DisplayName: `New ${random.token(6)}` }),
    ({ change }, random) => void change.create('Vendor', { DisplayName: `New ${random.token(6)}` }),
    ({ change }, random) => void change.create('Item', { Name: `New ${random.token(6)}`, UnitPrice: 12.5 }),
    (books, random) =>
      some(books.truth('Customer'), random, ({ Id: value }) =>
        books.change.create('Payment', {
          CustomerRef: { value },
          TotalAmt: random.between(1, 900),
          UnappliedAmt: 0,
          Line: [],
        }),
      ),
    (books, random) => {
      const entity = random.pick(['Invoice', 'Payment'] as const);
      some(books.truth(entity), random, ({ Id }) => books.change.remove(entity, Id));
    },
    (books, random) => {
      const entity = random.pick(['Invoice', 'Payment'] as const);
      some(books.truth(entity), random, ({ Id }) => books.change.void(entity, Id));
    },
    (books, random) => some(books.truth('Invoice'), random, ({ Id }) => books.change.payInvoice(Id)),
    (books, random) => {
      const entity = random.pick(['Customer', 'Vendor', 'Item', 'Account'] as const);
      some(books.truth(entity), random, ({ Id, Active }) => {
        if (Active) books.change.deactivate(entity, Id);
        else books.change.reactivate(entity, Id);
      });
    },
    (books, random) => {
      const living = books.truth('Customer').filter(({ Active }) => Active);
      some(living, random, ({ Id: from }) =>
        some(living, random, ({ Id: into }) => {
          if (from !== into) books.change.merge('Customer', { from, into });
        }),
      );
    },
    ({ change }, random) => void change.updateCompany({ LegalName: `Harbour ${random.token(6)}` }),
  ],
};

/** Something happens at the vendor's main account. */
export function happen<Id extends VendorId>(id: Id, sandbox: Sandboxes[Id], random: Random): void {
  random.pick(happenings[id])(sandbox, random);
}

/** Every other time one of the same few, to which much happens at once. */
function some<T>(from: readonly T[], random: Random, change: (one: T) => unknown): void {
  const few = random.chance(0.5) ? from.slice(0, FEW) : from;
  if (few.length > 0) change(random.pick(few));
}

function anAddress(random: Random): string {
  return `person.${random.between(1, ADDRESSES)}@example.com`;
}
