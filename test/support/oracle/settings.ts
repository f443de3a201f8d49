import type { z } from 'zod';
import { addMonths, localDateOf, quarterStartOf, startOfLocalDate } from './local-calendar.ts';
import { type Instant, toInstant } from './instant.ts';
import type { tenantConfigured } from './oracle-event.ts';
import { inForceBefore, type Statement } from './statement.ts';

/** What the tenant configured, and the local calendar that follows from it. */
export interface Settings {
  /** The zone last configured: a tenant has one calendar, for all of its days. */
  readonly zone: string;
  /** The month that fiscal years begin with, as last configured; January where none is. */
  readonly fiscalYearStartMonth: number;
  /** The currency configured as of then; null where none is. */
  currencyAt(asOf: Instant): string | null;
  /** A date means its midnight in the tenant's zone. */
  toInstant(dateOrTime: string): Instant;
  localDate(at: Instant): string;
  quarter(at: Instant): { readonly start: Instant; monthsBefore(months: number): Instant };
}

export function readSettings(statements: readonly Statement<z.infer<typeof tenantConfigured>>[]): Settings {
  const zone = statements.findLast(({ said }) => said.time_zone !== undefined)?.said.time_zone ?? 'UTC';
  const currencies = statements.filter(({ said }) => said.currency !== undefined);
  return {
    zone,
    fiscalYearStartMonth:
      statements.findLast(({ said }) => said.fiscal_year_start_month !== undefined)?.said
        .fiscal_year_start_month ?? 1,
    currencyAt: (asOf) => inForceBefore(currencies, asOf)?.currency ?? null,
    toInstant: (dateOrTime) =>
      /^\d{4}-\d\d-\d\d$/.test(dateOrTime) ? startOfLocalDate(dateOrTime, zone) : toInstant(dateOrTime),
    localDate: (at) => localDateOf(at, zone),
    quarter(at) {
      const first = quarterStartOf(localDateOf(at, zone));
      return {
        start: startOfLocalDate(first, zone),
        monthsBefore: (months) => startOfLocalDate(addMonths(first, -months), zone),
      };
    },
  };
}
