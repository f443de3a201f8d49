/** Product and oracle asked how other tools count. */
import { type PresetId, type Instant, presetIds, presetParts } from '@stepup/contracts';
import {
  type AcceptedEvent,
  readDealsOfPreset,
  readPipelines,
  readPreset,
  type Warehouse,
} from '@stepup/warehouse';
import { createOracle, type Oracle } from '../oracle/create-oracle.ts';
import { countPreset, listPreset, type PresetQuestion } from '../oracle/presets.ts';

const groupings = ['rep', 'team', 'manager', 'segment', 'product'] as const;
type By = 'none' | (typeof groupings)[number];
const always = { from: '1970-01-01T00:00:00.000000Z', to: '2200-01-01T00:00:00.000000Z' };
const spring = { from: '2025-02-10T12:00:00.000000Z', to: '2025-04-14T08:00:00.000000Z' };

interface Asked {
  warehouse: Warehouse;
  tenant: string;
  oracle: Oracle;
  seed: number;
}

/** Each way of counting as a whole and by a grouping that changes with the seed, in a period or over all time, in the middle or at the end; empty where both agree. */
export async function comparePresets(
  warehouse: Warehouse,
  of: { tenant: string; accepted: readonly AcceptedEvent[]; end: Instant; seed: number },
  ids: readonly PresetId[] = presetIds,
): Promise<object[]> {
  const { tenant, accepted, end, seed } = of;
  const oracle = createOracle(accepted.map(({ event }) => event));
  const questions = ids.flatMap((id, nth) =>
    ['p-1', 'p-2'].flatMap((pipeline, which) =>
      (['none', groupings[(seed + nth) % groupings.length] ?? 'rep'] as const).map((by: By, index) => ({
        id,
        by,
        pipeline,
        ...((seed + nth + index + which) % 4 === 0 ? always : spring),
        asOf: (seed + index + which) % 3 === 0 ? '2025-04-01T00:00:00.000000Z' : end,
      })),
    ),
  );
  const compared = await Promise.all(
    questions.map(({ id, ...question }) => compare({ warehouse, tenant, oracle, seed }, id, question)),
  );
  return compared.flat();
}

async function compare(
  { warehouse, tenant, oracle, seed }: Asked,
  id: PresetId,
  question: PresetQuestion & { by: By },
): Promise<object[]> {
  const { pipeline: pipelineId, by, from, to, asOf } = question;
  const steps = (await readPipelines(warehouse, tenant)).find((one) => one.pipelineId === pipelineId)?.steps;
  if (steps === undefined) return [];
  const known = steps.map(({ stageId }) => stageId);
  const scope = {
    tenant,
    pipelineId,
    from,
    to,
    asOf,
    timeZone: oracle.sources.settings.zone,
    by: by === 'none' ? null : by,
    reps: 'all',
  } as const;
  const rows = await readPreset(warehouse, id, { ...scope, steps });
  const found = rows.flatMap(({ key, steps: of }) =>
    of.flatMap(({ stage_id: stageId, theirs }) =>
      theirs.of === 0 ? [] : [{ key, stageId, of: theirs.of, moved: theirs.moved }],
    ),
  );
  // The last definition has the stages that are shown; deals of an earlier one may know others.
  const expected = countPreset(id, oracle.sources, question).filter(({ stageId }) => known.includes(stageId));
  const inOrder = (cells: typeof found) =>
    cells.toSorted((one, other) => (JSON.stringify(one) < JSON.stringify(other) ? -1 : 1));
  const differing: object[] =
    JSON.stringify(inOrder(found)) === JSON.stringify(inOrder(expected))
      ? []
      : [{ id, question, found, expected }];
  if (by !== 'none') return differing;
  for (const [nth, stageId] of known.entries()) {
    const lists = listPreset(id, oracle.sources, question, stageId);
    const bridge = rows[0]?.steps.find(({ stage_id }) => stage_id === stageId)?.bridge;
    const told = {
      both: lists.both.length,
      only_theirs: lists.only_theirs.length,
      only_ours: lists.only_ours.length,
    };
    if (rows.length > 0 && JSON.stringify(bridge) !== JSON.stringify(told))
      differing.push({ id, question, stageId, bridge, told });
    // Each list takes two questions: one step of a history.
    if (nth !== seed % known.length) continue;
    for (const counted of presetParts) {
      const page = { ...scope, preset: id, counted, stageId, limit: 1000, after: null };
      const listed = (await readDealsOfPreset(warehouse, page)).items.map(({ deal_id }) => deal_id);
      if (JSON.stringify(listed) !== JSON.stringify(lists[counted]))
        differing.push({ id, question, stageId, counted, listed, expected: lists[counted] });
    }
  }
  return differing;
}
