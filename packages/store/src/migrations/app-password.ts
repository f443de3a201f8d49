import { createHmac } from 'node:crypto';

/**
 * The password of `stepup_app` where none is given: from the owner's, so that all instances of a deployment agree on one without
 * another secret. Whoever knows the owner's password may do everything anyway. Null where the address has no password.
 */
export function deriveAppPassword(ownerString: string): string | null {
  const owner = decodeURIComponent(new URL(ownerString).password);
  return owner === '' ? null : createHmac('sha256', owner).update('stepup_app').digest('base64url');
}
