import type { RandomStream } from '../random-stream.ts';
import type { DealPath, Stay } from './deal-path.ts';
import { ownerAt } from './deal-path.ts';
import { openStages } from './sales-process.ts';
import type { RepSkill } from './rep-skill.ts';
import { dayMs, hourMs } from './work-calendar.ts';
import { skillOf } from './world.ts';
import type { World } from './world.ts';

export interface Activity {
  readonly atMs: number;
  readonly kind: 'call' | 'email' | 'meeting';
  readonly direction: 'outbound' | 'inbound';
  readonly repId: string;
  readonly outcome:
    'connected' | 'no_answer' | 'voicemail' | 'replied' | 'bounced' | 'held' | 'no_show' | null;
  readonly durationS: number;
  readonly customerPeople: number;
  /** Share of a connected call in which the rep talks. */
  readonly repTalkShare: number;
  /** When the meeting was put into the calendar; null = it was not. */
  readonly plannedMs: number | null;
  readonly cancelled: boolean;
}

const earlyWindowMs = 10 * dayMs;

/** What is done on the deal during one stay. Every activity lies after entry and before the stay's end. */
export function drawActivities(world: World, path: DealPath, stay: Stay, random: RandomStream): Activity[] {
  const write = new ActivityWriter(world, path, stay, random);
  const advanced = stay.end.kind === 'advanced';
  // Observed work follows the habit with noise, so that causes show in the activities but not perfectly.
  const shown = stay.habitSd + 0.4 * random.normal();
  switch (stay.step) {
    case 0:
      write.attemptAt(stay.firstResponseMs, advanced && random.chance(0.3));
      write.attempts(random.poisson(advanced ? 0.2 : 0.5));
      if (advanced) write.conversationAtEnd();
      break;
    case 1:
      write.contacts(Math.max(0, Math.round(1.6 + 0.9 * shown)));
      if (advanced) write.meetings(1, 1);
      break;
    case 2:
      write.meetings(1 + random.poisson(0.2), Math.max(1, Math.min(5, Math.round(2 + 0.9 * shown))));
      write.contacts(Math.max(0, Math.round(0.8 + 0.5 * shown)));
      break;
    case 3:
      if (shown + 0.5 * random.normal() > -0.4) write.presentation();
      else write.mail();
      write.contacts(random.poisson(0.6));
      break;
    default:
      write.meetings(1, random.integer(1, 3));
      write.contacts(random.poisson(1));
  }
  return write.activities;
}

class ActivityWriter {
  readonly activities: Activity[] = [];
  readonly #world: World;
  readonly #path: DealPath;
  readonly #stay: Stay;
  readonly #random: RandomStream;
  readonly #endMs: number;

  constructor(world: World, path: DealPath, stay: Stay, random: RandomStream) {
    this.#world = world;
    this.#path = path;
    this.#stay = stay;
    this.#random = random;
    const horizonMs = (openStages[stay.step]?.horizonDays ?? 30) * dayMs;
    // Nobody works on for long on what is lost in the end.
    const lastMs = stay.enteredMs + horizonMs;
    this.#endMs = stay.end.kind === 'forgotten' ? lastMs : Math.min(stay.end.atMs, lastMs);
  }

  /** First and further tries to reach somebody at a lead. */
  attemptAt(atMs: number, answered: boolean): void {
    const outcome = answered
      ? 'connected'
      : this.#random.pick(['no_answer', 'no_answer', 'voicemail'] as const);
    this.#reach(
      atMs,
      this.#drawKind() === 'call' ? { kind: 'call', outcome } : { kind: 'email', outcome: null },
    );
  }

  attempts(count: number): void {
    for (let index = 0; index < count; index += 1) {
      const atMs = this.#within(this.#stay.firstResponseMs, this.#endMs);
      if (this.#random.chance(0.05)) this.#reach(atMs, { kind: 'email', outcome: 'bounced' });
      else this.attemptAt(atMs, false);
    }
  }

  conversationAtEnd(): void {
    const atMs = Math.max(
      this.#stay.firstResponseMs + 60_000,
      this.#endMs - this.#random.integer(2, 25) * 60_000,
    );
    if (this.#drawKind() === 'call') this.#reach(atMs, { kind: 'call', outcome: 'connected' });
    else this.#reach(atMs, { kind: 'email', direction: 'inbound', outcome: 'replied' });
  }

  /** Calls and mails in the first days of the step. */
  contacts(count: number): void {
    for (let index = 0; index < count; index += 1) {
      const atMs = this.#within(
        this.#stay.enteredMs,
        Math.min(this.#endMs, this.#stay.enteredMs + earlyWindowMs),
      );
      if (this.#drawKind() === 'call') {
        this.#reach(atMs, { kind: 'call', outcome: this.#random.chance(0.6) ? 'connected' : 'no_answer' });
        continue;
      }
      this.#reach(atMs, { kind: 'email', outcome: null });
      const replyMs = atMs + Math.floor(this.#random.logNormal(9, 1) * hourMs);
      if (this.#random.chance(0.2) && replyMs < this.#endMs) {
        this.#reach(replyMs, { kind: 'email', direction: 'inbound', outcome: 'replied' });
      }
    }
  }

  meetings(count: number, customerPeople: number): void {
    for (let index = 0; index < count; index += 1) {
      const atMs = this.#within(this.#stay.enteredMs, this.#endMs);
      this.#meet(atMs, index === 0 ? customerPeople : 1, this.#random.chance(0.6));
    }
  }

  /** The proposal presented in a conversation within a few days. */
  presentation(): void {
    const atMs = this.#within(this.#stay.enteredMs, Math.min(this.#endMs, this.#stay.enteredMs + 4 * dayMs));
    this.#meet(atMs, this.#random.integer(1, 3), this.#random.chance(0.6));
  }

  mail(): void {
    this.#reach(this.#stay.enteredMs + 10 * 60_000, { kind: 'email', outcome: null });
  }

  #meet(atMs: number, customerPeople: number, planned: boolean): void {
    const plannedMs = atMs - Math.floor((0.2 + this.#random.logNormal(3, 0.5)) * dayMs);
    const noShow = this.#random.chance(0.05);
    this.#add({
      atMs,
      kind: 'meeting',
      direction: 'outbound',
      outcome: noShow ? 'no_show' : 'held',
      durationS: noShow ? 0 : this.#random.integer(4, 16) * 300,
      customerPeople,
      repTalkShare: 0,
      plannedMs: planned ? Math.max(plannedMs, this.#stay.enteredMs + 60_000) : null,
      cancelled: planned && this.#random.chance(0.05),
    });
  }

  #reach(atMs: number, contact: Pick<Activity, 'kind' | 'outcome'> & { direction?: 'inbound' }): void {
    const { decoySd } = this.#skill;
    const connected = contact.outcome === 'connected';
    const minutes = this.#random.logNormal(6, 0.6) * Math.exp(0.35 * decoySd.long_calls);
    const talk = 0.5 + 0.08 * decoySd.talk_share + 0.08 * this.#random.normal();
    this.#add({
      atMs,
      kind: contact.kind,
      direction: contact.direction ?? 'outbound',
      outcome: contact.outcome,
      durationS: connected ? Math.max(20, Math.min(5_400, Math.round(minutes * 60))) : 0,
      customerPeople: 0,
      repTalkShare: Math.max(0.1, Math.min(0.9, talk)),
      plannedMs: null,
      cancelled: false,
    });
  }

  #add(activity: Omit<Activity, 'repId'>): void {
    if (activity.atMs < this.#stay.enteredMs) return;
    this.activities.push({ ...activity, repId: ownerAt(this.#path, activity.atMs) });
  }

  get #skill(): RepSkill {
    return skillOf(this.#world, this.#stay.repId);
  }

  #drawKind(): 'call' | 'email' {
    return this.#random.chance(1 / (1 + Math.exp(0.9 * this.#skill.decoySd.mail_preference)))
      ? 'call'
      : 'email';
  }

  /** A moment between two times, in office hours where possible; early risers early in the day. */
  #within(fromMs: number, toMs: number): number {
    const drawnMs = Math.floor(fromMs + (0.02 + 0.95 * this.#random.uniform()) * Math.max(0, toMs - fromMs));
    const day = this.#world.calendar.dayOf(this.#world.calendar.nextOpen(drawnMs, this.#random));
    const share = this.#random.uniform() ** Math.exp(0.5 * this.#skill.decoySd.early_hours);
    const officeMs = Math.floor(day.openMs + share * (day.closeMs - day.openMs));
    return officeMs > fromMs && officeMs < toMs ? officeMs : drawnMs;
  }
}
