import * as z from 'zod';
import { currency, exchangeRate } from '../fields/amount.ts';
import { eventOf } from './envelope.ts';

/** From `time` on, one unit of `currency` is worth `rate` units of the tenant's currency. Both are required. */
export const rateSet = eventOf('sales.rate.set.v1', z.looseObject({ currency, rate: exchangeRate }));
