import * as z from 'zod';
import { id } from '../fields/text.ts';
import { eventOf } from './envelope.ts';

/** The deal is gone; a later `sales.deal.changed.v1` restores it. `deal_id` is required. */
export const dealDeleted = eventOf('sales.deal.deleted.v1', z.looseObject({ deal_id: id }));
