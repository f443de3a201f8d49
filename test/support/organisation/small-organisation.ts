/** A few reps at two steps whose true rates are known: enough to see the diagnosis at work, small enough to load in seconds. */
export interface SmallOrganisation {
  readonly seed: number;
  /** One team each, with so many reps: `team-1-rep-1` and so on. */
  readonly teamSizes: readonly number[];
  /** Who falls short at the first step, and by how many logits. */
  readonly gap: { readonly repId: string; readonly logits: number } | null;
}

/** The moment the history is cut off at: a month end. */
export const smallOrganisationEndsAt = '2026-03-01T00:00:00.000000Z';

export const smallPipeline = { pipelineId: 'sales', stageIds: ['meeting', 'offer'] } as const;

const baseLogits = [0.4, 0];
const horizonDays = 30;
const historyDays = 330;
const dealsARep = 150;
const dayMs = 86_400_000;
const endMs = Date.parse('2026-03-01T00:00:00Z');

/** Its events up to the end, in order of deals; the same options give the same events. */
export function* simulateSmallOrganisation(
  organisation: SmallOrganisation,
): Generator<Record<string, unknown>> {
  const uniform = createUniform(organisation.seed);
  yield event('pipeline', 'sales.pipeline.defined.v1', endMs - historyDays * dayMs, {
    pipeline_id: smallPipeline.pipelineId,
    name: 'Sales',
    stages: [
      ...smallPipeline.stageIds.map((stageId, index) => ({
        stage_id: stageId,
        name: stageId,
        position: index + 1,
        horizon_days: horizonDays,
      })),
      { stage_id: 'won', name: 'Won', position: 9, outcome: 'won' },
      { stage_id: 'lost', name: 'Lost', position: 9, outcome: 'lost' },
    ],
  });
  for (const [t, size] of organisation.teamSizes.entries()) {
    for (let r = 1; r <= size; r += 1) {
      const repId = `team-${t + 1}-rep-${r}`;
      const person = { person_id: repId, name: repId, role: 'rep', active: true, team: `team-${t + 1}` };
      yield event(`person-${repId}`, 'sales.person.changed.v1', endMs - historyDays * dayMs, person);
      for (let deal = 0; deal < dealsARep; deal += 1) {
        yield* simulateDeal(organisation, uniform, repId, `${repId}-deal-${deal}`);
      }
    }
  }
}

function* simulateDeal(
  { gap }: SmallOrganisation,
  uniform: () => number,
  repId: string,
  dealId: string,
): Generator<Record<string, unknown>> {
  let atMs = endMs - (0.1 + uniform() * (historyDays - 1)) * dayMs;
  const first = { deal_id: dealId, pipeline_id: smallPipeline.pipelineId, owner_id: repId };
  yield event(`${dealId}-0`, 'sales.deal.changed.v1', atMs, {
    ...first,
    stage_id: smallPipeline.stageIds[0],
  });
  for (const [step, base] of baseLogits.entries()) {
    const logits = base + (step === 0 && gap?.repId === repId ? gap.logits : 0);
    const advances = uniform() < 1 / (1 + Math.exp(-logits));
    atMs += (0.01 + 0.9 * horizonDays * uniform() ** 2) * dayMs;
    if (atMs >= endMs) return;
    const stageId = advances ? (smallPipeline.stageIds[step + 1] ?? 'won') : 'lost';
    yield event(`${dealId}-${step + 1}`, 'sales.deal.changed.v1', atMs, {
      deal_id: dealId,
      stage_id: stageId,
    });
    if (!advances) return;
  }
}

function event(id: string, type: string, timeMs: number, data: object): Record<string, unknown> {
  return { specversion: '1.0', id, source: 'small', type, time: new Date(timeMs).toISOString(), data };
}

/** Uniform numbers in [0, 1) from a 32-bit counter, mixed. */
function createUniform(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x9e3779b9) >>> 0;
    let mixed = state;
    mixed = Math.imul(mixed ^ (mixed >>> 16), 0x21f0aaad);
    mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97);
    return ((mixed ^ (mixed >>> 15)) >>> 0) / 4_294_967_296;
  };
}
