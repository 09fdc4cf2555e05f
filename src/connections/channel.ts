/** Where changes of a tenant's connected accounts are announced. */
export function accountChannel(tenantId: string): string {
  return `${tenantId}:connected_account`;
}
