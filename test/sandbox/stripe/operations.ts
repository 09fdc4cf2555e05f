// Provider-side changes, as if made in the dashboard, bound to one account.
import type { Book } from './ledger/book.ts';
import { updateCharge } from './resources/charges.ts';
import { createCustomer, deleteCustomer, updateCustomer } from './resources/customers.ts';
import { disputePayment } from './resources/disputes.ts';
import {
  createInvoice,
  deleteInvoice,
  finalizeInvoice,
  payInvoice,
  updateInvoice,
  voidInvoice,
} from './resources/invoices.ts';
import { cancelPayment, createPayment, failPayment, succeedPayment } from './resources/payments.ts';
import { createPrice, updatePrice } from './resources/prices.ts';
import { createProduct, deleteProduct, updateProduct } from './resources/products.ts';
import { refundPayment } from './resources/refunds.ts';
import { cancelSubscription, createSubscription, updateSubscription } from './resources/subscriptions.ts';

/** Each changes the object, appends the events Stripe would, and so delivers webhooks. */
export function operationsOn(book: Book) {
  return {
    createCustomer: on(book, createCustomer),
    updateCustomer: on(book, updateCustomer),
    deleteCustomer: on(book, deleteCustomer),
    createPayment: on(book, createPayment),
    succeedPayment: on(book, succeedPayment),
    failPayment: on(book, failPayment),
    cancelPayment: on(book, cancelPayment),
    refundPayment: on(book, refundPayment),
    disputePayment: on(book, disputePayment),
    updateCharge: on(book, updateCharge),
    createInvoice: on(book, createInvoice),
    updateInvoice: on(book, updateInvoice),
    finalizeInvoice: on(book, finalizeInvoice),
    payInvoice: on(book, payInvoice),
    voidInvoice: on(book, voidInvoice),
    deleteInvoice: on(book, deleteInvoice),
    createProduct: on(book, createProduct),
    updateProduct: on(book, updateProduct),
    deleteProduct: on(book, deleteProduct),
    createPrice: on(book, createPrice),
    updatePrice: on(book, updatePrice),
    createSubscription: on(book, createSubscription),
    updateSubscription: on(book, updateSubscription),
    cancelSubscription: on(book, cancelSubscription),
  };
}
export type Operations = ReturnType<typeof operationsOn>;

function on<A extends unknown[], R>(book: Book, change: (book: Book, ...args: A) => R): (...args: A) => R {
  return (...args) => change(book, ...args);
}
