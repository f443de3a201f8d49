import * as z from 'zod';
import { currency, money } from '../fields/amount.ts';
import { clearable } from '../fields/clearable.ts';
import { id, label, name } from '../fields/text.ts';
import { instant, localDate } from '../fields/time.ts';
import { eventOf } from './envelope.ts';

/**
 * A deal from `time` on: `deal_id`, always required, and whatever changed. It also restores a deleted deal.
 * `lost_reason` is meant for the reasons one counts by, not for prose about people: it stays with the numbers.
 */
export const dealChanged = eventOf(
  'sales.deal.changed.v1',
  z.looseObject({
    deal_id: id,
    pipeline_id: clearable(id),
    stage_id: clearable(id),
    owner_id: clearable(id),
    amount: clearable(money),
    currency: clearable(currency),
    segment: clearable(label),
    product: clearable(label),
    lead_source: clearable(label),
    account_id: clearable(id),
    name: clearable(name),
    created_at: clearable(instant),
    expected_close_on: clearable(localDate),
    lost_reason: clearable(name),
  }),
);
