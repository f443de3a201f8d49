import { createHash } from 'node:crypto';
import { parseEvent } from '@stepup/contracts';
import { describe, expect, it } from 'vitest';
import type { SimulatedEvent } from '../simulated-event.ts';
import { simulateOrganisation } from './simulate-organisation.ts';
import { truthSchema } from './truth.ts';

const endsAt = '2026-11-22T06:00:00.000000Z';
const organisation = simulateOrganisation({ seed: 1, endsAt });
const events = [...organisation.events];

function digest(options: Parameters<typeof simulateOrganisation>[0]): string {
  const hash = createHash('sha256');
  const { events: stream, truth } = simulateOrganisation(options);
  hash.update(JSON.stringify(truth));
  for (const event of stream) hash.update(JSON.stringify(event));
  return hash.digest('hex');
}

function textOf(event: SimulatedEvent, field: string): string | null {
  const value = event.data[field];
  return typeof value === 'string' ? value : null;
}

/** True for known ids and for none at all. */
function isKnown(known: ReadonlySet<string | null>, id: unknown): boolean {
  return typeof id === 'string' ? known.has(id) : id === undefined || id === null;
}

function ofType(type: string): SimulatedEvent[] {
  return events.filter((event) => event.type === type);
}

describe('simulateOrganisation', () => {
  it('gives the same bytes for the same options, others for another seed', () => {
    const options = { seed: 5, endsAt, scale: 0.2 };
    expect(digest(options)).toBe(digest({ ...options }));
    expect(digest({ ...options, seed: 6 })).not.toBe(digest(options));
  });

  it('can be read again from the start', () => {
    const { events: stream } = simulateOrganisation({ seed: 5, endsAt, scale: 0.1 });
    expect([...stream]).toEqual([...stream]);
  });

  it('makes events that the contract accepts, with unique ids, in order of time, before the end', () => {
    const ids = new Set<string>();
    let last = '';
    for (const event of events) {
      const parsed = parseEvent(event, { receivedAt: endsAt, tenant: 'example' });
      if (parsed.kind === 'refused') expect.fail(`${event.id}: ${JSON.stringify(parsed.problems)}`);
      expect(parsed.event.time).toBe(event.time);
      expect(event.time >= last && event.time < endsAt).toBe(true);
      expect((event.recordedtime ?? event.time) >= event.time).toBe(true);
      last = event.time;
      ids.add(event.id);
    }
    expect(ids.size).toBe(events.length);
  });

  it('has the size that the first start can load', () => {
    expect(events.length).toBeGreaterThan(45_000);
    expect(events.length).toBeLessThanOrEqual(60_000);
  });

  it('refers only to deals, people and stages that exist', () => {
    const dealIds = new Set(ofType('sales.deal.changed.v1').map((event) => textOf(event, 'deal_id')));
    const personIds = new Set(ofType('sales.person.changed.v1').map((event) => textOf(event, 'person_id')));
    const stageIds = new Set([
      ...organisation.truth.pipeline.steps.map((step) => step.stage_id),
      'won',
      'lost',
    ]);
    const unknown = events.filter(
      ({ data }) =>
        !isKnown(dealIds, data['deal_id']) ||
        !isKnown(stageIds, data['stage_id']) ||
        ['owner_id', 'rep_id', 'person_id', 'manager_id'].some((field) => !isKnown(personIds, data[field])),
    );
    expect(unknown).toEqual([]);
  });

  it('gives nobody work before they joined or after they left', () => {
    const { people } = organisation.truth;
    const left = people.find(({ event }) => event === 'left');
    const joiners = people.filter(({ event }) => event === 'joined');
    expect(joiners).toHaveLength(2);
    for (const event of events) {
      const repId = textOf(event, 'owner_id') ?? textOf(event, 'rep_id');
      const happenedAt = textOf(event, 'starts_at') ?? event.time;
      const isVersion = event.id.endsWith('.planned') || event.id.endsWith('.cancelled');
      if (repId === left?.rep_id && !isVersion) expect(happenedAt <= (left?.event_at ?? '')).toBe(true);
      for (const joiner of joiners) {
        if (repId === joiner.rep_id) expect(event.time >= (joiner.event_at ?? '')).toBe(true);
      }
    }
  });

  it('is 24 reps in two teams of twelve under four managers, two directors and one board member', () => {
    const people = new Map<string, string>();
    for (const event of ofType('sales.person.changed.v1')) {
      const role = textOf(event, 'role');
      if (role !== null) people.set(textOf(event, 'person_id') ?? '', role);
    }
    const roles = [...people.values()];
    const count = (role: string): number => roles.filter((other) => other === role).length;
    expect([count('rep'), count('manager'), count('director'), count('board')]).toEqual([24, 4, 2, 1]);
    // One rep has moved by the end.
    expect(
      organisation.truth.teams.map(({ rep_ids }) => rep_ids.length).sort((left, right) => left - right),
    ).toEqual([11, 13]);
  });

  it('has the untidiness of real records', () => {
    const changed = ofType('sales.deal.changed.v1');
    const stagesByDeal = new Map<string, string[]>();
    const owned = new Set<string>();
    const found = {
      ownerChanged: 0,
      queued: 0,
      amountChanged: 0,
      pushed: 0,
      backDated: 0,
      foreign: 0,
      firstSeenLate: 0,
    };
    for (const event of changed) {
      const dealId = textOf(event, 'deal_id') ?? '';
      const stages = stagesByDeal.get(dealId) ?? [];
      const stageId = textOf(event, 'stage_id');
      if (stages.length === 0 && stageId === 'contacted') found.firstSeenLate += 1;
      if (stageId !== null) stages.push(stageId);
      stagesByDeal.set(dealId, stages);
      if (event.data['owner_id'] === null) found.queued += 1;
      if (textOf(event, 'owner_id') !== null) {
        if (owned.has(dealId)) found.ownerChanged += 1;
        owned.add(dealId);
      }
      if (event.data['amount'] !== undefined && event.data['created_at'] === undefined)
        found.amountChanged += 1;
      if (event.data['expected_close_on'] !== undefined) found.pushed += 1;
      if (event.recordedtime !== undefined) found.backDated += 1;
      if (event.data['currency'] === 'CHF') found.foreign += 1;
    }
    const order = ['lead', 'contacted', 'qualified', 'proposal', 'negotiation', 'won'];
    const moves = [...stagesByDeal.values()].flatMap((stages) =>
      stages.slice(1).map((to, index) => ({ from: stages[index] ?? '', to })),
    );
    const gained = ({ from, to }: { from: string; to: string }): number =>
      order.indexOf(to) - order.indexOf(from);
    const openMoves = moves.filter(({ from, to }) => from !== 'lost' && to !== 'lost');
    expect(openMoves.filter((move) => gained(move) > 1).length).toBeGreaterThan(5);
    expect(openMoves.filter((move) => gained(move) < 0).length).toBeGreaterThan(5);
    expect(moves.filter(({ from }) => from === 'lost').length).toBeGreaterThan(5);
    for (const [what, count] of Object.entries(found)) expect(count, what).toBeGreaterThan(20);
    expect(ofType('sales.deal.merged.v1').length).toBeGreaterThan(5);
    expect(ofType('sales.deal.deleted.v1').length).toBeGreaterThan(5);
    expect(ofType('sales.activity.deleted.v1').length).toBeGreaterThan(5);
    expect(events.filter(({ id }) => id.endsWith('.corrected')).length).toBeGreaterThan(20);
  });

  it('closes many dead deals of one rep on one day, for two reps', () => {
    const cleaners = organisation.truth.people.filter(({ event }) => event === 'cleaned_up');
    expect(cleaners).toHaveLength(2);
    for (const { event_at: cleanUp } of cleaners) {
      const closed = ofType('sales.deal.changed.v1').filter(
        (event) =>
          event.data['stage_id'] === 'lost' &&
          Math.abs(Date.parse(event.time) - Date.parse(cleanUp ?? '')) < 3_600_000,
      );
      expect(closed.length).toBeGreaterThanOrEqual(15);
    }
  });

  it('has meetings planned for the coming days and open deals at every step', () => {
    const coming = ofType('sales.activity.planned.v1').filter(
      (event) => (textOf(event, 'starts_at') ?? '') > endsAt,
    );
    expect(coming.length).toBeGreaterThan(10);
    const stageByDeal = new Map<string, string>();
    for (const event of ofType('sales.deal.changed.v1')) {
      const stageId = textOf(event, 'stage_id');
      if (stageId !== null) stageByDeal.set(textOf(event, 'deal_id') ?? '', stageId);
    }
    for (const step of organisation.truth.pipeline.steps) {
      const open = [...stageByDeal.values()].filter((stageId) => stageId === step.stage_id);
      expect(open.length, step.stage_id).toBeGreaterThan(15);
    }
  });

  it('tells a truth that is valid JSON and complete', () => {
    const parsed = truthSchema.parse(JSON.parse(JSON.stringify(organisation.truth)));
    expect(parsed).toEqual(organisation.truth);
    expect(parsed.cells).toHaveLength(24 * 5);
    expect(parsed.gaps).toHaveLength(10);
    expect(new Set(parsed.gaps.map(({ rep_id }) => rep_id)).size).toBe(10);
    const coachedCells = parsed.cells.filter(({ coached }) => coached !== null);
    expect(coachedCells).toHaveLength(5);
  });

  it('differs from rep to rep in nothing when asked so', () => {
    const { truth } = simulateOrganisation({
      seed: 2,
      endsAt,
      naturalSpreadLogit: 0,
      plantGaps: false,
      coach: false,
    });
    expect(truth.gaps).toEqual([]);
    expect(truth.coaching).toEqual([]);
    for (const cell of truth.cells) expect(Math.abs(cell.skill_logit)).toBeLessThan(1e-12);
  });

  it.each([{ seed: 0.5 }, { months: 2 }, { scale: 0 }])('refuses %o', (options) => {
    expect(() => simulateOrganisation({ seed: 1, endsAt, ...options })).toThrow(RangeError);
  });
});
