import { createHash } from 'node:crypto';
import { simulateHistory } from '@stepup/simulator';
import {
  findIndicator,
  indicatorCatalogue,
  type Indicator,
  type IndicatorScope,
  storeBatch,
  type Warehouse,
} from '@stepup/warehouse';
import { tellWork } from '../work-history.ts';
import { acceptEvents } from './accept-events.ts';
import type { ToldDefinition } from './judge-definition.ts';

const seed = 20_261_129;

/** What every definition of the catalogue is asked of: a history of deals and one of the work with them. */
export interface DefinitionHistories {
  readonly scopes: readonly IndicatorScope[];
}

export async function storeDefinitionHistories(warehouse: Warehouse): Promise<DefinitionHistories> {
  const deals = simulateHistory(seed, { deals: 40, activities: 80 });
  const work = tellWork(seed);
  await storeBatch(warehouse, acceptEvents('definitions-deals', deals.events));
  await storeBatch(warehouse, acceptEvents('definitions-work', work.events));
  const shared = {
    from: '1970-01-01T00:00:00.000000Z',
    to: '2200-01-01T00:00:00.000000Z',
    timeZone: 'Europe/Berlin',
    currency: 'EUR',
    reps: 'all',
  } as const;
  return {
    scopes: [
      { tenant: 'definitions-deals', pipelineId: 'p-1', asOf: deals.asOf, ...shared },
      { tenant: 'definitions-work', pipelineId: 'work', asOf: work.asOf, ...shared },
    ].flatMap((scope): IndicatorScope[] => [
      { ...scope, stageId: 'A', by: null },
      { ...scope, by: 'rep' },
    ]),
  };
}

/**
 * What each definition says, how it is asked and what it answers, as digests by `id@version`. Two that differ in what they say or answer are
 * two definitions.
 *
 * @param plant what changes a statement on its way to the engine
 */
export async function tellDefinitions(
  warehouse: Warehouse,
  { scopes }: DefinitionHistories,
  {
    ids = indicatorCatalogue.map(({ id }) => id),
    plant = (asked) => asked,
  }: { ids?: readonly string[]; plant?: (asked: Warehouse) => Warehouse } = {},
): Promise<Record<string, ToldDefinition>> {
  const told = await Promise.all(
    indicatorCatalogue
      .filter(({ id }) => ids.includes(id))
      .flatMap(({ id, version, earlier_versions }) =>
        [version, ...earlier_versions.map((earlier) => earlier.version)].map(async (one) => {
          const indicator = findIndicator(id, one);
          if (indicator === undefined) throw new Error(`the catalogue lists version ${one} of ${id} in vain`);
          return [`${id}@${one}`, await tellDefinition(warehouse, plant, indicator, scopes)] as const;
        }),
      ),
  );
  return Object.fromEntries(told.toSorted(([one], [other]) => (one < other ? -1 : 1)));
}

async function tellDefinition(
  warehouse: Warehouse,
  plant: (asked: Warehouse) => Warehouse,
  indicator: Indicator,
  scopes: readonly IndicatorScope[],
): Promise<ToldDefinition> {
  const statements = new Map<string, string>();
  const listening: Warehouse = {
    ...warehouse,
    read(query, parameters) {
      statements.set(query.name, query.sql);
      return warehouse.read(query, parameters);
    },
  };
  const asked = plant(listening);
  const answers: unknown[] = [];
  for (const scope of scopes) {
    if (scope.by !== null && !indicator.definition.groupings.includes(scope.by)) continue;
    answers.push(await indicator.read(asked, scope));
  }
  const {
    definition,
    formula,
    unit,
    counts,
    basis_kind,
    basis,
    owner_rule,
    skip_policy,
    reopen_policy,
    exclusions,
  } = indicator.definition;
  return {
    meaning: digest({
      definition,
      formula,
      unit,
      counts,
      basis_kind,
      basis,
      owner_rule,
      skip_policy,
      reopen_policy,
      exclusions,
    }),
    sql: digest([...statements].toSorted(([one], [other]) => (one < other ? -1 : 1))),
    answers: digest(answers),
  };
}

/** Sums of fractions differ in their last digits by the order that the engine adds them in. */
function digest(value: unknown): string {
  const text = JSON.stringify(value, (_, part: unknown) =>
    typeof part === 'number' && !Number.isInteger(part) ? part.toPrecision(9) : part,
  );
  return createHash('sha256').update(text).digest('hex').slice(0, 16);
}
