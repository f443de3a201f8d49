import type { DealChanged, SalesEvent } from '@stepup/contracts';

/** Sums of the steps of all deals, by stage id; the states of one step add up to `entered`. */
interface StepCounts {
  entered: number;
  skipped: number;
  advanced: number;
  lost: number;
  open: number;
}

interface DealHistories {
  readonly steps: ReadonlyMap<string, StepCounts>;
  /** Deals by their latest close: won, lost, or undefined for none that counts. */
  readonly closes: ReadonlyMap<'won' | 'lost' | undefined, number>;
  /** Deals that ever stood at a stage, by stage id. */
  readonly stood: ReadonlyMap<string, number>;
  /** Of deals whose latest close is won, in whole units. */
  readonly wonRevenue: number;
  /** How many different owners each deal with an owner had. */
  readonly ownersOfDeals: readonly number[];
}

interface OracleStage {
  readonly stageId: string;
  readonly position: number;
  readonly outcome: 'won' | 'lost' | undefined;
}

/**
 * Steps as the contract derives them (section 2), written straight from its words for one pipeline: no regard for
 * speed, and none of the code under test.
 */
export function deriveSteps(events: readonly SalesEvent[]): DealHistories {
  const stages = readStages(events);
  const openStages = [...stages.values()].filter((stage) => stage.outcome === undefined);
  const steps = new Map(
    openStages.map((stage) => [stage.stageId, { entered: 0, skipped: 0, advanced: 0, lost: 0, open: 0 }]),
  );
  const closes = new Map<'won' | 'lost' | undefined, number>();
  const stood = new Map<string, number>();
  const ownersOfDeals: number[] = [];
  let wonRevenue = 0;
  for (const changes of byDeal(events).values()) {
    const owners = new Set(changes.flatMap((change) => change.data.owner_id ?? []));
    if (owners.size > 0) ownersOfDeals.push(owners.size);
    const stands = changes.flatMap((change) => stages.get(change.data.stage_id ?? '') ?? []);
    for (const stageId of new Set(stands.map((stage) => stage.stageId)))
      stood.set(stageId, (stood.get(stageId) ?? 0) + 1);
    const outcome = stands.at(-1)?.outcome;
    closes.set(outcome, (closes.get(outcome) ?? 0) + 1);
    if (outcome === 'won')
      wonRevenue += Number(changes.findLast((change) => change.data.amount !== undefined)?.data.amount);
    const positions = stands.filter((stage) => stage.outcome === undefined).map((stage) => stage.position);
    for (const { stageId, position } of openStages) {
      const step = steps.get(stageId);
      const first = positions[0];
      if (step === undefined || first === undefined || first > position) continue;
      const isPassed = positions.some((reached) => reached > position) || outcome === 'won';
      const isStoodAt = positions.includes(position);
      if (!isPassed && !isStoodAt) continue;
      step.entered += 1;
      if (!isStoodAt) step.skipped += 1;
      if (isPassed) step.advanced += 1;
      else if (outcome === 'lost') step.lost += 1;
      else step.open += 1;
    }
  }
  return { steps, closes, stood, wonRevenue, ownersOfDeals };
}

function readStages(events: readonly SalesEvent[]): Map<string, OracleStage> {
  const pipelines = events.filter((event) => event.type === 'sales.pipeline.defined.v1');
  return new Map(
    pipelines.flatMap((pipeline) =>
      pipeline.data.stages.map((stage) => [
        stage.stage_id,
        { stageId: stage.stage_id, position: stage.position, outcome: stage.outcome ?? undefined },
      ]),
    ),
  );
}

/** The changes of each deal in the contract's order: (time, recordedtime, id, source), bytewise. */
function byDeal(events: readonly SalesEvent[]): Map<string, DealChanged[]> {
  const changes = events.filter((event) => event.type === 'sales.deal.changed.v1');
  const order = (change: DealChanged): string =>
    JSON.stringify([change.time, change.recordedtime ?? '', change.id, change.source]);
  const sorted = changes
    .map((change) => ({ change, key: order(change) }))
    .sort((left, right) => (left.key < right.key ? -1 : left.key > right.key ? 1 : 0));
  return Map.groupBy(
    sorted.map(({ change }) => change),
    (change) => change.data.deal_id,
  );
}
