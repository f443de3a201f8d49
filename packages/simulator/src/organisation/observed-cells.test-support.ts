import type { SimulatedEvent } from '../simulated-event.ts';
import type { Truth } from './truth.ts';

/** What the events show of one rep × step: deals old enough to judge, and how many advanced within the horizon. */
interface ObservedCell {
  readonly repId: string;
  readonly stageId: string;
  readonly entered: number;
  readonly advanced: number;
}

interface Stand {
  readonly timeMs: number;
  readonly stageId: string;
  readonly repId: string | null;
}

const dayMs = 86_400_000;

/**
 * Folds the events into entries and advances by the contract's rules, with the owner at entry in place of the
 * credited rep. `counts` chooses entries, for looking at the time before or after a day.
 */
export function observeCells(
  truth: Truth,
  events: Iterable<SimulatedEvent>,
  counts: (repId: string, stageId: string, enteredMs: number) => boolean,
): ObservedCell[] {
  const cells = new Map<string, { repId: string; stageId: string; entered: number; advanced: number }>();
  for (const stands of standsByDeal(events).values()) {
    for (const [index, step] of truth.pipeline.steps.entries()) {
      const episode = findEpisode(truth, stands, index);
      if (episode === null) continue;
      const { enteredMs, repId, advancedMs } = episode;
      const horizonMs = step.horizon_days * dayMs;
      if (enteredMs + horizonMs >= Date.parse(truth.generator.ends_at)) continue;
      if (!counts(repId, step.stage_id, enteredMs)) continue;
      const key = `${repId}/${step.stage_id}`;
      const cell = cells.get(key) ?? { repId, stageId: step.stage_id, entered: 0, advanced: 0 };
      cell.entered += 1;
      if (advancedMs - enteredMs <= horizonMs) cell.advanced += 1;
      cells.set(key, cell);
    }
  }
  return [...cells.values()];
}

function standsByDeal(events: Iterable<SimulatedEvent>): Map<string, Stand[]> {
  const byDeal = new Map<string, Stand[]>();
  const dropped = new Set<string>();
  for (const event of events) {
    const dealId = event.data['deal_id'];
    if (typeof dealId !== 'string') continue;
    if (event.type === 'sales.deal.deleted.v1') dropped.add(dealId);
    if (event.type !== 'sales.deal.changed.v1' || dealId.endsWith('-copy')) continue;
    const stands = byDeal.get(dealId) ?? [];
    const last = stands.at(-1);
    const stageId = event.data['stage_id'];
    const ownerId = event.data['owner_id'];
    stands.push({
      timeMs: Date.parse(event.time),
      stageId: typeof stageId === 'string' ? stageId : (last?.stageId ?? ''),
      repId: typeof ownerId === 'string' ? ownerId : (last?.repId ?? null),
    });
    byDeal.set(dealId, stands);
  }
  for (const dealId of dropped) byDeal.delete(dealId);
  return byDeal;
}

function findEpisode(
  truth: Truth,
  stands: readonly Stand[],
  step: number,
): { enteredMs: number; repId: string; advancedMs: number } | null {
  const won = truth.pipeline.steps.length;
  const placeOf = ({ stageId }: Stand): number =>
    stageId === 'won' ? won : truth.pipeline.steps.findIndex(({ stage_id }) => stage_id === stageId);
  const first = stands[0];
  if (first === undefined || placeOf(first) > step) return null;
  const entry = stands.find((stand) => placeOf(stand) >= step);
  if (entry === undefined) return null;
  // Leads that wait in a queue belong to whoever takes them.
  const repId = entry.repId ?? stands.find((stand) => stand.repId !== null)?.repId;
  const advance = stands.find((stand) => placeOf(stand) > step);
  if (repId === undefined || repId === null) return null;
  return { enteredMs: entry.timeMs, repId, advancedMs: advance?.timeMs ?? Number.POSITIVE_INFINITY };
}
