import type { RandomStream } from '../random-stream.ts';
import type { SimulatedEvent } from '../simulated-event.ts';
import type { DealPath, Stay } from './deal-path.ts';
import { ownerAt } from './deal-path.ts';
import {
  foreignCurrency,
  leadSources,
  lostStageId,
  openStages,
  pipelineId,
  products,
  segments,
  tenantCurrency,
  wonStageId,
} from './sales-process.ts';
import { formatInstant } from '../simulated-event.ts';
import { simulatedEvent } from './event-source.ts';
import { dayMs, hourMs } from './work-calendar.ts';
import { nameDeal } from './deal-name.ts';
import type { World } from './world.ts';

type DealFields = Readonly<Record<string, string | null>>;

interface Change {
  readonly atMs: number;
  readonly fields: DealFields;
}

const skipChance = 0.02;
const regressChance = 0.015;
const foreignChance = 0.05;
const backDatedChance = 0.02;
const testRecordChance = 0.003;

/** The deal as its CRM tells it: stages, owners, amounts and dates, with the untidiness of real records. */
export function writeDealEvents(world: World, path: DealPath, random: RandomStream): SimulatedEvent[] {
  const { dealId } = path.lead;
  const amount = drawAmount(path, random);
  const changes = [
    describeCreation(world, path, amount, random),
    ...describeStages(path, random),
    ...describeOwners(path, random),
    ...describeMoney(path, amount, random),
    ...describeCloseDates(world, path, random),
  ];
  const ordered = changes.sort((left, right) => left.atMs - right.atMs);
  let lastMs = 0;
  const events = ordered.map(({ atMs, fields }, index) => {
    // One change after the other: within a deal no two events share a time.
    lastMs = Math.max(atMs, lastMs + 1_000);
    const recordedMs = lastMs + Math.floor((0.2 + 2.5 * random.uniform()) * dayMs);
    const isBackDated = index > 0 && random.chance(backDatedChance) && recordedMs < world.endMs;
    return simulatedEvent(
      `${dealId}.${String(index).padStart(3, '0')}`,
      'sales.deal.changed.v1',
      lastMs,
      { deal_id: dealId, ...fields },
      isBackDated ? recordedMs : undefined,
    );
  });
  if (random.chance(testRecordChance)) {
    const atMs = Math.floor(path.lead.createdMs + random.logNormal(2, 0.5) * dayMs);
    events.push(simulatedEvent(`${dealId}.deleted`, 'sales.deal.deleted.v1', atMs, { deal_id: dealId }));
  }
  return events;
}

interface Amount {
  readonly currency: string;
  readonly estimate: number;
  readonly knownAtCreation: boolean;
}

function drawAmount({ lead }: DealPath, random: RandomStream): Amount {
  const segment = segments[lead.mix.segment];
  const estimate = random.logNormal(segment?.amountMedian ?? 10_000, segment?.amountSigma ?? 0.5);
  const currency = random.chance(foreignChance) ? foreignCurrency : tenantCurrency;
  return { currency, estimate, knownAtCreation: random.chance(0.9) };
}

function money(amount: number): string {
  return `${Math.max(1, Math.round(amount / 10)) * 10}.00`;
}

/** A few leads wait in a queue without an owner until somebody takes them, always before the first answer. */
function describeCreation(world: World, path: DealPath, amount: Amount, random: RandomStream): Change {
  const { lead } = path;
  const account = random.integer(1, Math.ceil(6_000 * world.scale));
  const product = products[lead.mix.product]?.key ?? null;
  return {
    atMs: lead.createdMs,
    fields: {
      pipeline_id: pipelineId,
      stage_id: openStages[lead.firstStep]?.stageId ?? '',
      owner_id: waitsInQueue(path) ? null : lead.repId,
      created_at: formatInstant(lead.createdMs),
      segment: segments[lead.mix.segment]?.key ?? null,
      name: nameDeal(account, product),
      product,
      lead_source: leadSources[lead.mix.source]?.key ?? null,
      account_id: `account-${account}`,
      currency: amount.currency,
      ...(amount.knownAtCreation ? { amount: money(amount.estimate) } : {}),
    },
  };
}

function waitsInQueue(path: DealPath): boolean {
  const first = path.stays[0];
  // Every 40th deal, if its first answer comes late enough for the queue to come before it.
  return (
    Number(path.lead.dealId.slice(-4)) % 40 === 7 &&
    first !== undefined &&
    first.firstResponseMs - path.lead.createdMs > hourMs
  );
}

function describeOwners(path: DealPath, random: RandomStream): Change[] {
  const taken = Math.floor(path.lead.createdMs + (0.2 + 0.6 * random.uniform()) * hourMs);
  return [
    ...(waitsInQueue(path) ? [{ atMs: taken, fields: { owner_id: path.lead.repId } }] : []),
    ...path.handovers.map(({ atMs, repId }) => ({ atMs, fields: { owner_id: repId } })),
  ];
}

function describeStages(path: DealPath, random: RandomStream): Change[] {
  return path.stays.flatMap((stay, index): Change[] => {
    const stage = openStages[stay.step];
    if (stage === undefined) return [];
    const next = path.stays[index + 1];
    const changes: Change[] = describeDetour(stay, random);
    switch (stay.end.kind) {
      case 'forgotten':
        return changes;
      case 'lost': {
        const reason = stay.end.cleanUp ? 'no_reaction' : random.pick(stage.lostReasons);
        return [...changes, { atMs: stay.end.atMs, fields: { stage_id: lostStageId, lost_reason: reason } }];
      }
      case 'advanced': {
        const skipsNext = next !== undefined && isSkippable(stay, next) && random.chance(skipChance);
        const nextStageId = openStages[stay.step + 1]?.stageId ?? wonStageId;
        return skipsNext ? changes : [...changes, { atMs: stay.end.atMs, fields: { stage_id: nextStageId } }];
      }
    }
  });
}

/**
 * A step may go unrecorded only where the deal advances from it and both steps together still end within the
 * horizon of the first: so that the records show the same advances as the truth.
 */
function isSkippable(stay: Stay, next: Stay): boolean {
  const horizonMs = (openStages[stay.step]?.horizonDays ?? 0) * dayMs;
  return (
    next.end.kind === 'advanced' &&
    next.end.lostBetween === null &&
    next.end.atMs - stay.enteredMs < horizonMs
  );
}

/** Lost and reopened, or a step back for some days: where the deal stands does not change where it gets to. */
function describeDetour(stay: Stay, random: RandomStream): Change[] {
  const own = openStages[stay.step];
  const previous = openStages[stay.step - 1];
  if (own === undefined || stay.end.kind === 'forgotten') return [];
  if (stay.end.kind === 'advanced' && stay.end.lostBetween !== null) {
    const { lostMs, reopenedMs } = stay.end.lostBetween;
    return [
      { atMs: lostMs, fields: { stage_id: lostStageId, lost_reason: random.pick(own.lostReasons) } },
      { atMs: reopenedMs, fields: { stage_id: own.stageId, lost_reason: null } },
    ];
  }
  const lengthMs = stay.end.atMs - stay.enteredMs;
  if (previous === undefined || lengthMs < 3 * dayMs || !random.chance(regressChance)) return [];
  return [
    { atMs: Math.floor(stay.enteredMs + 0.3 * lengthMs), fields: { stage_id: previous.stageId } },
    { atMs: Math.floor(stay.enteredMs + 0.5 * lengthMs), fields: { stage_id: own.stageId } },
  ];
}

/** The estimate becomes an offer at the proposal and is haggled over in the negotiation, whatever comes of it. */
function describeMoney(path: DealPath, amount: Amount, random: RandomStream): Change[] {
  let current = amount.estimate;
  return path.stays.flatMap((stay): Change[] => {
    if (stay.step === 1 && !amount.knownAtCreation) {
      return [{ atMs: stay.enteredMs + 60_000, fields: { amount: money(current) } }];
    }
    if (stay.step === 3) current *= random.logNormal(1, 0.15);
    else if (stay.step === 4) current *= 1 - 0.15 * random.uniform();
    else return [];
    return [{ atMs: stay.enteredMs + 120_000, fields: { amount: money(current) } }];
  });
}

/** Expected from the proposal on; moved out more often where the habit is low. */
function describeCloseDates(world: World, path: DealPath, random: RandomStream): Change[] {
  return path.stays.flatMap((stay): Change[] => {
    const date = (atMs: number): string => world.calendar.dayOf(atMs).date;
    if (stay.step === 3) {
      return [
        { atMs: stay.enteredMs + 180_000, fields: { expected_close_on: date(stay.enteredMs + 35 * dayMs) } },
      ];
    }
    if (stay.step !== 4 || stay.end.kind === 'forgotten') return [];
    const pushes = Math.min(4, random.poisson(0.7 * Math.exp(-0.7 * stay.habitSd)));
    const lengthMs = stay.end.atMs - stay.enteredMs;
    return Array.from({ length: pushes }, (_, index) => {
      const atMs = Math.floor(stay.enteredMs + ((index + 0.5) / (pushes + 0.5)) * lengthMs);
      return { atMs, fields: { expected_close_on: date(atMs + random.integer(14, 40) * dayMs) } };
    });
  });
}

/**
 * Now and then the same customer is entered twice: the second record lives for a day and is merged into the first.
 */
export function writeDuplicateRecord(path: DealPath, random: RandomStream): SimulatedEvent[] {
  const { dealId, createdMs } = path.lead;
  const copyId = `${dealId}-copy`;
  const copiedMs = Math.floor(createdMs + (0.2 + random.uniform()) * dayMs);
  const fields = {
    deal_id: copyId,
    pipeline_id: pipelineId,
    stage_id: openStages[path.lead.firstStep]?.stageId ?? '',
    owner_id: ownerAt(path, copiedMs),
    created_at: formatInstant(copiedMs),
  };
  const mergedMs = Math.floor(copiedMs + (0.3 + random.uniform()) * dayMs);
  return [
    simulatedEvent(`${copyId}.000`, 'sales.deal.changed.v1', copiedMs, fields),
    simulatedEvent(`${dealId}.merged`, 'sales.deal.merged.v1', mergedMs, {
      deal_id: dealId,
      merged_ids: [copyId],
    }),
  ];
}
