import type { Instant } from '@stepup/contracts';
import * as z from 'zod';
import type { Warehouse } from '../engine/open-warehouse.ts';
import { stepScopeParameters } from '../reads/step-scope.ts';
import { toEngineTime } from '../reads/step-scope.ts';
import { visibleClosesSql } from '../reads/visible-closes.ts';
import { daysBefore } from './days-before.ts';

/** A won deal of one of the people asked about. */
export interface TeamWonDeal {
  repId: string;
  /** Segment and product at the close, written like those of episodes. */
  segmentKey: string;
  /** In the tenant's currency; null for none and for one in another currency. */
  value: number | null;
}

const wonDeals = {
  name: 'won_deals_of_people',
  sql: `SELECT rep AS repId, segment, product,
      if(currency NOT IN ('', {currency:String}), NULL, toFloat64(amount)) AS value
    FROM ${visibleClosesSql} WHERE is_won AND has({people:Array(String)}, rep) ORDER BY rep, deal_id`,
  parameters: stepScopeParameters.extend({ currency: z.string(), people: z.array(z.string()) }),
  row: z.object({
    repId: z.string(),
    segment: z.string(),
    product: z.string(),
    value: z.number().nullable(),
  }),
};

/** Deals whose latest close lies in the days before `asOf` and is a win, by the owner at that close. */
export async function readWonDeals(
  warehouse: Warehouse,
  scope: {
    readonly tenant: string;
    readonly asOf: Instant;
    readonly days: number;
    readonly currency: string | null;
    readonly personIds: readonly string[];
  },
): Promise<TeamWonDeal[]> {
  const rows = await warehouse.read(wonDeals, {
    tenant: scope.tenant,
    pipeline: '',
    from: toEngineTime(daysBefore(scope.asOf, scope.days)),
    to: toEngineTime(scope.asOf),
    as_of: toEngineTime(scope.asOf),
    zone: 'UTC',
    fiscal_start: 1,
    sees_all: 1,
    visible: [],
    rep: '',
    team: '',
    manager: '',
    currency: scope.currency ?? '',
    people: [...scope.personIds],
  });
  return rows.map(({ repId, segment, product, value }) => ({
    repId,
    segmentKey: JSON.stringify([segment, product]),
    value,
  }));
}
