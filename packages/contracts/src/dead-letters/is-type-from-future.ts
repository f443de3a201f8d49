import { isSalesEventType } from '../events/sales-event.ts';

const namedLikeOurs = /^sales(?:\.[a-z][a-z_]{0,39}){1,4}\.v[1-9]\d{0,2}$/;

/**
 * True for a type that is named as the contract names types and that this release does not know: an event of a later release
 * (`sales.deal.changed.v2`), which must not be lost because it came early.
 */
export function isTypeFromFuture(type: string): boolean {
  return namedLikeOurs.test(type) && !isSalesEventType(type);
}
