const tenantName = /^[a-z0-9-]{1,63}$/;

/** Whether a text can name a tenant: 1 to 63 of `a-z`, `0-9` and `-`. */
export function isTenantName(text: string): boolean {
  return tenantName.test(text);
}
