import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { createOracle } from '../support/oracle/create-oracle.ts';
import { createEventTeller, day, threeSteps } from '../support/oracle/event-teller.ts';
import type { OracleEvent } from '../support/oracle/oracle-event.ts';

const says = createEventTeller();
const end = day(1000);

function stepsOf(events: readonly OracleEvent[], asOf = end) {
  return createOracle([says.pipeline(0), ...events])
    .steps(asOf)
    .map(
      ({ dealId, stageId, state, skipped }) => `${dealId} ${stageId} ${state}${skipped ? ' skipped' : ''}`,
    );
}

function dealOf(events: readonly OracleEvent[], asOf = end) {
  return createOracle([says.pipeline(0), ...events]).deals(asOf)[0];
}

describe('§1 identity', () => {
  it('counts one identity once', () => {
    const event = says.logged(1, 'a');
    expect(createOracle([event, event, { ...event }]).activities(end)).toHaveLength(1);
    const entry = says.stage(1, 'd', 'A');
    expect(stepsOf([entry, entry])).toEqual(['d A open']);
  });

  it('takes of several bodies the one with the greatest SHA-256 of its canonical JSON', () => {
    for (let trial = 0; trial < 8; trial += 1) {
      // Written in canonical order, so that plain JSON is canonical here.
      const bodies = ['r1', 'r2'].map((owner_id) => ({
        data: { deal_id: 'd', owner_id },
        id: `same-${trial}`,
        source: 'crm',
        time: day(1),
        type: 'sales.deal.changed.v1',
      }));
      const digest = (body: unknown) => createHash('sha256').update(JSON.stringify(body)).digest('hex');
      const [greatest] = [...bodies].sort((one, other) => (digest(one) < digest(other) ? 1 : -1));
      for (const events of [bodies, [...bodies].reverse()]) {
        expect(dealOf(events)?.ownerId).toBe(greatest?.data.owner_id);
      }
    }
  });

  it('does not care for the order of the keys of a body', () => {
    const one = { ...says.changed(1, 'd', { owner_id: 'r1' }), data: { deal_id: 'd', owner_id: 'r1' } };
    const other = { ...one, data: { owner_id: 'r1', deal_id: 'd' } };
    expect(dealOf([one, other])?.ownerId).toBe('r1');
  });

  it('tells sources apart that use the same id', () => {
    const events = ['crm-a', 'crm-b'].map((source) =>
      says.changed(1, `d-${source}`, {}, { id: 'e', source }),
    );
    expect(createOracle(events).deals(end)).toHaveLength(2);
  });
});

describe('§1 state', () => {
  it('sets what is present, clears what is null, leaves what is absent', () => {
    const deal = dealOf([
      says.changed(1, 'd', { owner_id: 'r1', segment: 's', product: 'x', amount: 12 }),
      says.changed(2, 'd', { owner_id: 'r2', segment: null }),
    ]);
    expect(deal).toMatchObject({ ownerId: 'r2', segment: null, product: 'x', amount: '12' });
  });

  it.each([
    ['a later time', { id: 'z' }, { id: 'a' }, 1],
    ['recordedtime before id', { id: 'z', recordedtime: day(1) }, { id: 'a', recordedtime: day(2) }, 0],
    ['no recordedtime sorts first', { id: 'z' }, { id: 'a', recordedtime: day(1) }, 0],
    ['id before source', { id: 'a', source: 'z' }, { id: 'b', source: 'a' }, 0],
    ['source at last', { id: 'a', source: 'a' }, { id: 'a', source: 'b' }, 0],
    ['ids by their UTF-8 bytes', { id: '\uff5e' }, { id: '\u{1f600}' }, 0],
    ['capitals before small letters', { id: 'Z' }, { id: 'a' }, 0],
  ])('orders by %s', (_, first, second, daysBetween) => {
    const events = [
      says.changed(5, 'd', { owner_id: 'first' }, first),
      says.changed(5 + daysBetween, 'd', { owner_id: 'second' }, second),
    ];
    expect(dealOf(events)?.ownerId).toBe('second');
    expect(dealOf(events.reverse())?.ownerId).toBe('second');
  });

  it('lets the first definition of a pipeline, person, setting and rate hold for all time before', () => {
    const oracle = createOracle([
      says.stage(1, 'd', 'A', { owner_id: 'r1', amount: 10, currency: 'USD' }),
      says.stage(2, 'd', 'won'),
      says.pipeline(50),
      says.person(50, 'r1', { team: 'T1' }),
      says.tenant(50, { currency: 'EUR' }),
      says.rate(50, 'USD', '0.5'),
      says.rate(51, 'USD', '0.9'),
    ]);
    const period = { from: day(0), to: day(9), asOf: day(9) };
    expect(oracle.steps(day(9))).toHaveLength(3);
    expect(oracle.funnel({ ...period, pipeline: 'p', by: 'team' }).map(({ key }) => key)).toEqual(['T1']);
    expect(oracle.wonRevenue(period)).toEqual([{ key: 'all', value: '5.00', currency: 'EUR' }]);
  });

  it('takes ids not yet defined, and they heal', () => {
    const entry = says.stage(1, 'd', 'A', { owner_id: 'r-ghost' });
    const undefinedYet = createOracle([entry]);
    expect(undefinedYet.steps(end)).toEqual([]);
    expect(undefinedYet.deals(end)).toMatchObject([{ ownerId: 'r-ghost', stageId: 'A', state: 'open' }]);
    expect(stepsOf([entry])).toEqual(['d A open']);
  });

  it('takes the last version of an activity by recordedtime and id, not by time', () => {
    const versions = [
      says.logged(9, 'a', { outcome: 'voicemail' }, { recordedtime: day(10) }),
      says.logged(3, 'a', { outcome: 'connected' }, { recordedtime: day(11) }),
      says.logged(8, 'a', { outcome: 'no_answer' }),
    ];
    expect(createOracle(versions).activities(end)).toMatchObject([{ outcome: 'connected', at: day(3) }]);
    const sameRecording = ['b', 'a'].map((id) => says.logged(1, 'a', { outcome: id }, { id }));
    expect(createOracle(sameRecording).activities(end)).toMatchObject([{ outcome: 'b' }]);
  });

  it('fulfils a planned activity by the logged one, cancels and deletes', () => {
    const planned = says.planned(1, 'a', { rep_id: 'r1' });
    const stateAfter = (...more: OracleEvent[]) =>
      createOracle([planned, ...more])
        .activities(end)
        .map(({ state, at }) => [state, at]);
    expect(stateAfter()).toEqual([['planned', day(2)]]);
    expect(stateAfter(says.logged(2.5, 'a'))).toEqual([['logged', day(2.5)]]);
    expect(stateAfter(says.planned(1.5, 'a', { cancelled: true }))).toEqual([['cancelled', day(2.5)]]);
    const deletion = says.tell('sales.activity.deleted.v1', 2000, { activity_id: 'a' });
    expect(stateAfter(says.logged(2.5, 'a'), deletion)).toEqual([]);
  });
});

describe('§1 deletion', () => {
  const before = [says.stage(1, 'd', 'A'), says.stage(5, 'd', 'B')];

  it('takes a deleted deal out of all times, as known today', () => {
    const deleted = [...before, says.deleted(2000, 'd')];
    expect(stepsOf(deleted, day(3))).toEqual([]);
    expect(dealOf(deleted)).toBeUndefined();
  });

  it('restores it by a later change, with the state it had', () => {
    expect(stepsOf([...before, says.deleted(10, 'd'), says.changed(11, 'd')])).toEqual([
      'd A advanced',
      'd B open',
    ]);
    expect(stepsOf([...before, says.deleted(10, 'd'), says.changed(9, 'd')])).toEqual([]);
  });
});

describe('§1 merge', () => {
  it('makes the alias history before the own first event of the survivor', () => {
    const events = [
      says.stage(1, 'lead', 'A', { owner_id: 'r1' }),
      says.stage(5, 'opportunity', 'B'),
      says.merged(2000, 'opportunity', 'lead'),
    ];
    expect(stepsOf(events)).toEqual(['opportunity A advanced', 'opportunity B open']);
    expect(stepsOf(events, day(3))).toEqual(['opportunity A open']);
    expect(dealOf(events)).toMatchObject({ dealId: 'opportunity', ownerId: 'r1', firstSeenAt: day(1) });
  });

  it('counts the alias after it for the highest stage only', () => {
    const events = [
      says.stage(1, 's', 'A', { owner_id: 'r1', amount: 1 }),
      says.stage(2, 'm', 'A'),
      says.stage(5, 'm', 'C', { owner_id: 'r2', amount: 2 }),
      says.merged(6, 's', 'm'),
    ];
    expect(stepsOf(events)).toEqual(['s A advanced', 's B advanced skipped', 's C open']);
    expect(dealOf(events)).toMatchObject({ stageId: 'A', ownerId: 'r1', amount: '1', state: 'open' });
    expect(
      createOracle([says.pipeline(0), ...events])
        .steps(end)
        .map((step) => step.creditedRep),
    ).toEqual(['r1', 'r1', 'r1']);
  });

  it('neither closes nor reopens the survivor by the alias', () => {
    const merge = says.merged(9, 's', 'm');
    const closing = [says.stage(1, 's', 'A'), says.stage(2, 'm', 'lost'), merge];
    expect(stepsOf(closing)).toEqual(['s A open']);
    const reopening = [says.stage(1, 's', 'A'), says.stage(2, 's', 'lost'), says.stage(3, 'm', 'A'), merge];
    expect(stepsOf(reopening)).toEqual(['s A lost']);
  });

  it('counts the activities of the alias, whenever they were', () => {
    const oracle = createOracle([
      says.stage(1, 's', 'A'),
      says.logged(2, 'a', { deal_id: 'm' }),
      says.logged(200, 'b', { deal_id: 'm' }),
      says.merged(100, 's', 'm'),
    ]);
    expect(oracle.activities(end).map(({ dealId }) => dealId)).toEqual(['s', 's']);
    expect(oracle.contactsPerDeal(end)).toEqual([{ dealId: 's', contacts: 2 }]);
    expect(oracle.firstResponseTime(end)).toEqual([{ dealId: 's', seconds: 86_400 }]);
  });

  it('ignores deletions of merged ids, not of the survivor', () => {
    const events = [says.stage(1, 'm', 'A'), says.stage(2, 's', 'B'), says.merged(3, 's', 'm')];
    expect(stepsOf([...events, says.deleted(4, 'm')])).toEqual(['s A advanced', 's B open']);
    expect(stepsOf([...events, says.deleted(4, 's'), says.changed(5, 'm')])).toEqual([]);
  });

  it('follows chains', () => {
    const events = [
      says.stage(1, 'c', 'A'),
      says.stage(2, 'b', 'B'),
      says.stage(3, 'a', 'C'),
      says.merged(5, 'a', 'b'),
      says.merged(4, 'b', 'c'),
    ];
    expect(stepsOf(events)).toEqual(['a A advanced', 'a B advanced', 'a C open']);
  });

  it('ignores and reports what would close a circle', () => {
    const oracle = createOracle([
      says.pipeline(0),
      says.stage(1, 'c', 'A'),
      says.merged(2, 'a', 'b'),
      says.merged(3, 'b', 'c'),
      says.merged(4, 'c', 'a'),
      says.merged(5, 'd', 'd'),
      says.stage(6, 'd', 'A'),
    ]);
    expect(oracle.deals(end).map(({ dealId }) => dealId)).toEqual(['a', 'd']);
    expect(oracle.ignoredMerges).toEqual([
      { survivorId: 'c', mergedId: 'a', reason: 'circle' },
      { survivorId: 'd', mergedId: 'd', reason: 'circle' },
    ]);
  });

  it('takes a survivor that never spoke itself', () => {
    expect(stepsOf([says.stage(1, 'm', 'A'), says.stage(2, 'm', 'B'), says.merged(0, 's', 'm')])).toEqual([
      's A advanced',
      's B open',
    ]);
  });
});

describe('steps back and forth between pipelines', () => {
  it('keeps the definition of the first entry when a deal comes back', () => {
    const [a, , ...rest] = threeSteps;
    const events = [
      says.pipeline(0, threeSteps, 'q'),
      says.stage(1, 'd', 'A'),
      says.changed(2, 'd', { pipeline_id: 'q' }),
      says.pipeline(3, [{ ...a }, ...rest]),
      says.stage(4, 'd', 'B'),
    ];
    expect(stepsOf(events)).toEqual(['d A advanced', 'd B open', 'd A open']);
  });
});
