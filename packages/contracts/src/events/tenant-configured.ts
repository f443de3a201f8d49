import * as z from 'zod';
import { currency } from '../fields/amount.ts';
import { clearable } from '../fields/clearable.ts';
import { localDate, timeOfDay, timeZone } from '../fields/time.ts';
import { eventOf } from './envelope.ts';

const openHours = z.array(z.looseObject({ from: timeOfDay, to: timeOfDay })).max(10);

/** Settings of the tenant. Nothing is required; the zone is UTC until one is named. */
export const tenantConfigured = eventOf(
  'sales.tenant.configured.v1',
  z.looseObject({
    time_zone: clearable(timeZone),
    currency: clearable(currency),
    fiscal_year_start_month: clearable(z.int().min(1).max(12)),
    business_hours: clearable(
      z.looseObject({
        mon: clearable(openHours),
        tue: clearable(openHours),
        wed: clearable(openHours),
        thu: clearable(openHours),
        fri: clearable(openHours),
        sat: clearable(openHours),
        sun: clearable(openHours),
      }),
    ).meta({ description: 'Hours of work by weekday, in the tenant’s zone; a weekday left out has none' }),
    holidays: clearable(z.array(localDate).max(5000)),
  }),
);
