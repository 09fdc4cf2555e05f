// Provider-side changes, as if made in the dashboard or at a till, bound to one seller.
import * as catalog from './objects/catalog.ts';
import * as customers from './objects/customers.ts';
import * as invoices from './objects/invoices.ts';
import * as locations from './objects/locations.ts';
import * as orders from './objects/orders.ts';
import * as payments from './objects/payments.ts';
import type { Seller } from './seller.ts';

/** Each changes the object and sends the events Square would. */
export function operationsOn(seller: Seller) {
  return {
    createCustomer: on(seller, customers.createCustomer),
    updateCustomer: on(seller, customers.updateCustomer),
    deleteCustomer: on(seller, customers.deleteCustomer),
    addLocation: on(seller, locations.addLocation),
    updateLocation: on(seller, locations.updateLocation),
    createItem: on(seller, catalog.createItem),
    updateItem: on(seller, catalog.updateItem),
    deleteItem: on(seller, catalog.deleteItem),
    updateVariation: on(seller, catalog.updateVariation),
    deleteVariation: on(seller, catalog.deleteVariation),
    createOrder: on(seller, orders.createOrder),
    updateOrder: on(seller, orders.updateOrder),
    createPayment: on(seller, payments.createPayment),
    updatePayment: on(seller, payments.updatePayment),
    refundPayment: on(seller, payments.refundPayment),
    updateRefund: on(seller, payments.updateRefund),
    createInvoice: on(seller, invoices.createInvoice),
    updateInvoice: on(seller, invoices.updateInvoice),
    publishInvoice: on(seller, invoices.publishInvoice),
    payInvoice: on(seller, invoices.payInvoice),
    cancelInvoice: on(seller, invoices.cancelInvoice),
    deleteInvoice: on(seller, invoices.deleteInvoice),
  };
}
export type Operations = ReturnType<typeof operationsOn>;

function on<A extends unknown[], R>(
  seller: Seller,
  change: (seller: Seller, ...args: A) => R,
): (...args: A) => R {
  return (...args) => change(seller, ...args);
}
