import type { RandomStream } from '../random-stream.ts';
import { repLogit, typicalLogit } from './advance-odds.ts';
import type { CaseMix } from './advance-odds.ts';
import { inverseLogit, openStages } from './sales-process.ts';
import type { OpenStage } from './sales-process.ts';
import { dayMs, hourMs } from './work-calendar.ts';
import { coachingLogit, quarterAt, repOf, skillOf, teammatesAt } from './world.ts';
import type { World } from './world.ts';

export interface Lead {
  readonly dealId: string;
  readonly createdMs: number;
  readonly repId: string;
  readonly mix: CaseMix;
  /** 0, or 1 for deals that are entered in the CRM only once contact is made. */
  readonly firstStep: number;
}

type StayEnd =
  | { readonly kind: 'advanced'; readonly atMs: number; readonly lostBetween: Reopening | null }
  | { readonly kind: 'lost'; readonly atMs: number; readonly cleanUp: boolean }
  /** Dead, but nobody ever marks it lost. */
  | { readonly kind: 'forgotten' };

interface Reopening {
  readonly lostMs: number;
  readonly reopenedMs: number;
}

/** A deal's time at one step. */
export interface Stay {
  readonly step: number;
  readonly enteredMs: number;
  /** Who owned the deal when it entered. */
  readonly repId: string;
  /** The habit of this step on this deal, standard deviations. */
  readonly habitSd: number;
  /** First step only: when the first outbound activity takes place. */
  readonly firstResponseMs: number;
  readonly end: StayEnd;
}

interface Handover {
  readonly atMs: number;
  readonly repId: string;
}

export interface DealPath {
  readonly lead: Lead;
  readonly stays: readonly Stay[];
  readonly handovers: readonly Handover[];
}

const lateAdvanceShare = 0.02;
const handoverChance = 0.012;
const cleanUpAfterDays = 45;

/** Walks a deal through the steps until it is won, lost or forgotten. Times may lie after the cut. */
export function drawDealPath(world: World, lead: Lead, random: RandomStream): DealPath {
  const stays: Stay[] = [];
  const handovers: Handover[] = [];
  let repId = lead.repId;
  let enteredMs = lead.createdMs;
  for (const [step, stage] of openStages.entries()) {
    if (step < lead.firstStep) continue;
    const stay = drawStay(world, lead, stage, { step, repId, enteredMs }, random);
    stays.push(stay);
    const handover = drawHandover(world, stay, random);
    if (handover !== null) {
      handovers.push(handover);
      repId = handover.repId;
    }
    if (stay.end.kind !== 'advanced' || stay.end.atMs >= world.endMs) break;
    enteredMs = stay.end.atMs;
  }
  return { lead, stays, handovers };
}

interface Entry {
  readonly step: number;
  readonly repId: string;
  readonly enteredMs: number;
}

function drawStay(world: World, lead: Lead, stage: OpenStage, entry: Entry, random: RandomStream): Stay {
  const { step, repId, enteredMs } = entry;
  const { calendar } = world;
  const skill = skillOf(world, repId);
  const habitSd = (skill.habitMeanSd[step] ?? 0) + random.normal();
  const odds =
    typicalLogit(step, lead.mix, calendar.dayOf(enteredMs).month) +
    repLogit(skill, step, habitSd, quarterAt(world, enteredMs)) +
    coachingLogit(world, repId, step, enteredMs);
  const advances = random.chance(inverseLogit(odds));

  // Faster by the habit; bounded so that even the slowest answer lies well within the horizon.
  const responseHours = Math.min(36, 3 * Math.exp(-0.9 * habitSd + 0.3 * random.normal()));
  const firstResponseMs = calendar.afterOfficeHours(calendar.nextOpen(enteredMs, random), responseHours);
  const earliestMs = (step === 0 ? firstResponseMs : enteredMs) + hourMs;
  const horizonMs = stage.horizonDays * dayMs;

  const officeTime = (timeMs: number, latestMs: number): number => {
    const openMs = calendar.nextOpen(Math.max(timeMs, earliestMs), random);
    const withinMs = openMs <= latestMs ? openMs : calendar.previousOpen(latestMs, random);
    return Math.max(withinMs, earliestMs);
  };
  const done = (end: StayEnd): Stay => ({ step, enteredMs, repId, habitSd, firstResponseMs, end });

  if (advances) {
    const stayMs = drawWithin(
      () => random.logNormal(stage.advanceMedianDays * skill.pace, 0.7) * dayMs,
      horizonMs,
    );
    const atMs = officeTime(enteredMs + stayMs, enteredMs + horizonMs - hourMs);
    return done({ kind: 'advanced', atMs, lostBetween: null });
  }
  if (random.chance(lateAdvanceShare)) {
    const atMs = calendar.nextOpen(enteredMs + horizonMs * (1.1 + 0.5 * random.uniform()), random);
    const lostMs = officeTime(enteredMs + horizonMs * 0.5, enteredMs + horizonMs);
    const reopening = { lostMs, reopenedMs: calendar.nextOpen(enteredMs + horizonMs * 1.02, random) };
    return done({
      kind: 'advanced',
      atMs: Math.max(atMs, reopening.reopenedMs) + hourMs,
      lostBetween: random.chance(0.5) ? reopening : null,
    });
  }
  if (random.chance(skill.forgottenShare)) {
    const { cleanUpMs } = repOf(world, repId);
    const isOldEnough = cleanUpMs - enteredMs > cleanUpAfterDays * dayMs;
    return done(
      Number.isFinite(cleanUpMs) && isOldEnough
        ? { kind: 'lost', atMs: cleanUpMs + random.integer(0, 1_200) * 1_000, cleanUp: true }
        : { kind: 'forgotten' },
    );
  }
  const latestMs = enteredMs + 1.5 * horizonMs;
  const stayMs = drawWithin(() => random.logNormal(stage.lossMedianDays, 0.6) * dayMs, 1.5 * horizonMs);
  return done({ kind: 'lost', atMs: officeTime(enteredMs + stayMs, latestMs), cleanUp: false });
}

/** Draws until a value is at most the limit: the distribution cut at the limit. */
function drawWithin(draw: () => number, limit: number): number {
  for (;;) {
    const value = draw();
    if (value <= limit) return Math.floor(value);
  }
}

/**
 * Someone else takes over: because the owner leaves, or now and then late in a stay, when most of the work is done
 * (so the entry owner stays the credited rep).
 */
function drawHandover(world: World, stay: Stay, random: RandomStream): Handover | null {
  const owner = repOf(world, stay.repId);
  const endMs = stay.end.kind === 'forgotten' ? world.endMs : Math.min(stay.end.atMs, world.endMs);
  if (owner.leftMs > stay.enteredMs && owner.leftMs < endMs) {
    return handOver(world, stay, owner.leftMs, random);
  }
  if (stay.end.kind === 'forgotten' || !random.chance(handoverChance)) return null;
  const atMs = Math.floor(
    stay.enteredMs + (0.75 + 0.2 * random.uniform()) * (stay.end.atMs - stay.enteredMs),
  );
  return atMs < owner.leftMs ? handOver(world, stay, atMs, random) : null;
}

function handOver(world: World, stay: Stay, atMs: number, random: RandomStream): Handover | null {
  // Not somebody about to leave: every owner works at least until the deal moves on.
  const mates = teammatesAt(world, repOf(world, stay.repId), atMs).filter(
    ({ leftMs }) => !Number.isFinite(leftMs),
  );
  return mates.length === 0 ? null : { atMs, repId: random.pick(mates).repId };
}

/** The owner of a deal at a time, by its handovers. */
export function ownerAt(path: DealPath, timeMs: number): string {
  return path.handovers.findLast(({ atMs }) => atMs <= timeMs)?.repId ?? path.lead.repId;
}
