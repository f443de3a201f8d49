import { type IndicatorId, type Instant } from '@stepup/contracts';
import { type AcceptedEvent, findIndicator, type IndicatorRow, type Warehouse } from '@stepup/warehouse';
import { createWorkOracle } from '../oracle/work.ts';
import { workTexts } from '../work-history.ts';

/** The indicators of work that the oracle counts one by one. */
export const workIndicators = [
  'activities_per_step',
  'connect_rate',
  'no_show_rate',
  'reply_rate',
  'contacts_per_lead',
  'first_attempts',
  'first_conversation',
  'worked_within_day',
  'days_without_contact',
  'effort_vs_won',
  'talk_share',
  'questions',
  'monologue',
  'interruptions',
  'fc_talk_share',
  'fc_questions',
  'fc_monologue',
  'fc_next_step',
  'reused_text',
  'template_share',
  'customer_words',
] as const satisfies readonly IndicatorId[];

const askedOfHistories = {
  pipeline: 'work',
  from: '2026-01-25T00:00:00.000000Z',
  to: '2026-04-20T00:00:00.000000Z',
};
const groupings = [null, 'rep', 'team', 'month'] as const;
type By = (typeof groupings)[number] | 'stage' | 'kind';

/** Definitions that newer ones replaced, which can still be asked for. */
const earlierVersions: readonly [IndicatorId, number][] = [['contacts_per_lead', 1]];

/** A history of work that is stored, with what the oracle makes of it. */
export interface ToldWork {
  tenant: string;
  pipeline: string;
  from: Instant;
  to: Instant;
  asOf: Instant;
  timeZone: string;
  oracle: ReturnType<typeof createWorkOracle>;
}

export function readWork(
  tenant: string,
  accepted: readonly AcceptedEvent[],
  asOf: Instant,
  asked: Pick<ToldWork, 'pipeline' | 'from' | 'to'> = askedOfHistories,
): ToldWork {
  const events = accepted.map(({ event }) => event);
  const zone = events.flatMap((event) =>
    event.type === 'sales.tenant.configured.v1' ? [event.data.time_zone ?? 'UTC'] : [],
  );
  return { tenant, ...asked, asOf, timeZone: zone[0] ?? 'UTC', oracle: createWorkOracle(events, workTexts) };
}

/** An indicator of work as the warehouse has it. */
export async function askWork(
  warehouse: Warehouse,
  { tenant, pipeline, from, to, asOf, timeZone }: ToldWork,
  id: IndicatorId,
  by: By,
  version?: number,
) {
  const indicator = findIndicator(id, version);
  if (indicator === undefined) throw new Error(`the catalogue has no version ${version} of ${id}`);
  const isOfSteps = ['activities_per_step', 'days_without_contact', 'effort_vs_won'].includes(id);
  return indicator.read(warehouse, {
    tenant,
    ...(isOfSteps ? { pipelineId: pipeline } : {}),
    from,
    to,
    asOf,
    timeZone,
    currency: null,
    by,
    reps: 'all',
  });
}

/** The same as the oracle counts it. */
export function countWork({ oracle, ...told }: ToldWork, id: IndicatorId, by: By, version?: number) {
  const asked = version === undefined ? id : `${id} version ${version}`;
  return rounded(oracle.rows(asked, { ...told, by: by ?? 'none' }));
}

/** Values to nine digits, since sums run in another order; what says nothing of anybody is left out. */
export function rounded(rows: readonly { key: string; value: string | number | null; n: number }[]) {
  return rows
    .filter(({ n }) => n > 0)
    .map(({ key, value, n }) => ({ key, value: value === null ? null : Number(value).toFixed(9), n }));
}

/** Where product and oracle differ; empty where they agree. `chosen` leaves groupings out. */
export async function compareWork(
  warehouse: Warehouse,
  told: ToldWork,
  chosen: (by: By, index: number) => boolean = () => true,
): Promise<string[]> {
  const questions = workIndicators.flatMap((id, index) => {
    const byKind = id === 'activities_per_step' ? (['stage', 'kind'] as const) : [];
    return [...groupings, ...byKind]
      .filter((by) => chosen(by, index))
      .map((by): [IndicatorId, By, number?] => [id, by]);
  });
  const ofEarlier = earlierVersions.flatMap(([id, version], index) =>
    groupings.filter((by) => chosen(by, index)).map((by): [IndicatorId, By, number] => [id, by, version]),
  );
  const asked = [...questions, ...ofEarlier];
  // The oracle last: while it counts, connections that are kept would be closed without anybody noticing.
  const answers = await Promise.all(
    asked.map(async ([id, by, version]) => rounded(await askWork(warehouse, told, id, by, version))),
  );
  const [waited] = await askWork(warehouse, told, 'first_response_business_time', null);
  const differing = asked.flatMap(([id, by, version], nth) => {
    const expected = JSON.stringify(countWork(told, id, by, version));
    const found = JSON.stringify(answers[nth]);
    const question = `${id} (version ${version ?? 'newest'}) by ${by ?? 'none'}`;
    return found === expected ? [] : [`${question}: ${found} in place of ${expected}`];
  });
  return [...differing, ...compareWaits(waited, told)];
}

/** First response in working time: Kaplan–Meier, one answer at a time. */
function compareWaits(row: IndicatorRow | undefined, told: ToldWork): string[] {
  const waits = told.oracle.waits({ ...told, by: 'none' });
  const course = waits
    .map(({ seconds, isAnswered }) => ({ seconds: seconds ?? 0, isAnswered }))
    .toSorted((a, b) => a.seconds - b.seconds || Number(b.isAnswered) - Number(a.isAnswered));
  const isUntold = waits.some(({ seconds }) => seconds === null);
  let survival = 1;
  let median: number | null = null;
  for (const [index, { seconds, isAnswered }] of course.entries()) {
    if (isAnswered) survival *= 1 - 1 / (course.length - index);
    if (median === null && survival <= 0.5 + 1e-12) median = seconds;
  }
  const expected = {
    n: waits.length,
    open: waits.filter(({ isAnswered }) => !isAnswered).length,
    value: isUntold ? null : median,
  };
  const found = { n: row?.n ?? 0, open: row?.open ?? 0, value: row?.value ?? null };
  if (JSON.stringify(found) === JSON.stringify(expected)) return [];
  return [`first_response_business_time: ${JSON.stringify(found)} in place of ${JSON.stringify(expected)}`];
}
