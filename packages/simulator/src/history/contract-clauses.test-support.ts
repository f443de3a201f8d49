import type { SimulatedEvent } from '../simulated-event.ts';
import { inOrder, orderKey, readTimeline, textIn } from './deal-timeline.test-support.ts';
import type { DealState } from './deal-timeline.test-support.ts';
import { markHistory, markOwners } from './derivation-clauses.test-support.ts';
import type { Mark } from './derivation-clauses.test-support.ts';
import type { SimulatedHistory } from './simulate-history.ts';

/** Which clauses of the contract a history puts to the test, judged from its events alone. */
export function findClauses(history: SimulatedHistory): Set<string> {
  const found = new Set<string>();
  const mark: Mark = (clause, holds = true) => {
    if (holds) found.add(clause);
  };
  const dealIds = new Set(dealChanges(history).map((event) => textIn(event, 'deal_id') ?? ''));
  markIdentities(history, mark);
  markOrder(history, mark);
  markDefinitions(history, mark);
  markSettings(history, mark);
  markActivities(history, mark);
  markMerges(history, mark);
  for (const dealId of dealIds) {
    markDeletions(history, dealId, mark);
    markHistory(history, dealId, mark);
    markOwners(history, dealId, mark);
  }
  return found;
}

function ofType(history: SimulatedHistory, type: string): SimulatedEvent[] {
  return inOrder(history.events).filter((event) => event.type === type);
}

function dealChanges(history: SimulatedHistory): SimulatedEvent[] {
  return ofType(history, 'sales.deal.changed.v1');
}

function groupBy(
  events: readonly SimulatedEvent[],
  keyOf: (event: SimulatedEvent) => string,
): SimulatedEvent[][] {
  return [...Map.groupBy(events, keyOf).values()];
}

function markIdentities({ events }: SimulatedHistory, mark: Mark): void {
  for (const same of groupBy(events, ({ source, id }) => `${source}\u0000${id}`)) {
    const bodies = new Set(same.map((event) => JSON.stringify(event)));
    mark('identity: delivered twice', same.length > bodies.size);
    mark('identity: another body', bodies.size > 1);
    mark('identity: another body moves it to another time', new Set(same.map(({ time }) => time)).size > 1);
  }
  for (const same of groupBy(events, ({ id }) => id)) {
    mark('identity: one id from two sources', new Set(same.map(({ source }) => source)).size > 1);
  }
}

function markOrder(history: SimulatedHistory, mark: Mark): void {
  const changes = dealChanges(history);
  for (const [index, event] of changes.entries()) {
    mark('time: at as_of', event.time === history.asOf);
    mark('time: after as_of', event.time > history.asOf);
    mark('time: recorded later', event.recordedtime !== undefined && event.recordedtime > event.time);
    mark('state: nothing but the id', Object.keys(event.data).length === 1);
    for (const field of [
      'stage_id',
      'owner_id',
      'pipeline_id',
      'amount',
      'currency',
      'segment',
      'created_at',
    ]) {
      mark(`state: ${field} cleared`, event.data[field] === null);
    }
    const previous = changes[index - 1];
    if (previous?.time !== event.time || previous.data['deal_id'] !== event.data['deal_id']) continue;
    if (orderKey(previous) === orderKey(event)) continue;
    if (previous.recordedtime !== event.recordedtime) {
      mark(
        'order: one of two recorded',
        previous.recordedtime === undefined || event.recordedtime === undefined,
      );
      mark(
        'order: by recording time',
        previous.recordedtime !== undefined && event.recordedtime !== undefined,
      );
    } else if (previous.id === event.id) mark('order: by source');
    else mark('order: by id');
  }
  const ids = [...new Set(history.events.map(({ id }) => id.slice(-2)))];
  mark(
    'order: ids where bytes and UTF-16 differ',
    ids.includes('\u{1f600}') && ids.some((id) => id.endsWith('\uff5e')),
  );
}

function markDefinitions(history: SimulatedHistory, mark: Mark): void {
  const changes = dealChanges(history);
  const firstUse = (field: string, id: string): string | null =>
    changes.find((event) => event.data[field] === id)?.time ?? null;
  for (const pipelineId of history.pipelineIds) {
    const definitions = ofType(history, 'sales.pipeline.defined.v1').filter(
      (event) => event.data['pipeline_id'] === pipelineId,
    );
    const used = firstUse('pipeline_id', pipelineId);
    if (used === null) continue;
    mark('pipeline: never defined', definitions.length === 0);
    mark('pipeline: defined after use', definitions[0] !== undefined && definitions[0].time > used);
    mark('pipeline: defined again', definitions.length > 1);
  }
  const owners = new Set(changes.flatMap((event) => textIn(event, 'owner_id') ?? []));
  const people = ofType(history, 'sales.person.changed.v1');
  for (const ownerId of owners) {
    const versions = people.filter((event) => event.data['person_id'] === ownerId);
    const used = firstUse('owner_id', ownerId) ?? '';
    mark('person: never defined', versions.length === 0);
    mark('person: defined after use', versions[0] !== undefined && versions[0].time > used);
    mark(
      'person: team changed',
      versions.slice(1).some((event) => event.data['team'] !== undefined),
    );
    mark(
      'person: manager changed',
      versions.slice(1).some((event) => event.data['manager_id'] !== undefined),
    );
    mark(
      'person: left',
      versions.some((event) => event.data['active'] === false),
    );
  }
  mark('person: erased', ofType(history, 'sales.person.erased.v1').length > 0);
  mark(
    'person: manager never defined',
    people.some((event) => event.data['manager_id'] === 'm-ghost'),
  );
}

function markSettings(history: SimulatedHistory, mark: Mark): void {
  const changes = dealChanges(history);
  const settings = ofType(history, 'sales.tenant.configured.v1');
  const rates = ofType(history, 'sales.rate.set.v1');
  const configured = settings.some((event) => textIn(event, 'currency') !== null);
  const currencies = new Set(changes.flatMap((event) => textIn(event, 'currency') ?? []));
  mark('money: no currency configured, one in the deals', !configured && currencies.size === 1);
  mark('money: no currency configured, several in the deals', !configured && currencies.size > 1);
  mark('money: no currency anywhere', !configured && currencies.size === 0);
  mark(
    'money: as a number',
    changes.some((event) => typeof event.data['amount'] === 'number'),
  );
  mark(
    'money: as text',
    changes.some((event) => typeof event.data['amount'] === 'string'),
  );
  mark('money: foreign without a rate', configured && [...currencies].some((currency) => currency === 'XXX'));
  mark(
    'money: first rate after a deal',
    rates.some((rate) =>
      changes.some((event) => event.data['currency'] === rate.data['currency'] && event.time < rate.time),
    ),
  );
  mark(
    'money: rate changed',
    groupBy(rates, (rate) => textIn(rate, 'currency') ?? '').some((same) => same.length > 1),
  );
  mark(
    'settings: after the first deal',
    settings[0] !== undefined && settings[0].time > (changes[0]?.time ?? ''),
  );
  mark(
    'settings: zone changed',
    settings.filter((event) => event.data['time_zone'] !== undefined).length > 1,
  );
  mark(
    'settings: currency cleared',
    settings.some((event) => event.data['currency'] === null),
  );
  mark('quota', ofType(history, 'sales.quota.set.v1').length > 0);
  mark('training', ofType(history, 'sales.training.completed.v1').length > 0);
}

function markActivities(history: SimulatedHistory, mark: Mark): void {
  const dealIds = new Set(dealChanges(history).map((event) => event.data['deal_id']));
  const aliases = new Set(mergeLinks(history).map(([, alias]) => alias));
  const all = inOrder(history.events).filter(({ type }) => type.startsWith('sales.activity.'));
  for (const same of groupBy(all, (event) => textIn(event, 'activity_id') ?? '')) {
    const logged = same.filter(({ type }) => type === 'sales.activity.logged.v1');
    const planned = same.filter(({ type }) => type === 'sales.activity.planned.v1');
    const isDeleted = same.some(({ type }) => type === 'sales.activity.deleted.v1');
    mark('activity: planned and logged', logged.length > 0 && planned.length > 0);
    mark('activity: planned only', logged.length === 0 && planned.length > 0);
    mark(
      'activity: planned and cancelled',
      planned.some((event) => event.data['cancelled'] === true),
    );
    mark(
      'activity: planned beyond as_of',
      planned.some(
        (event) => event.time < history.asOf && (textIn(event, 'starts_at') ?? '') >= history.asOf,
      ),
    );
    mark('activity: deleted after logging', isDeleted && logged.length > 0);
    mark('activity: deleted plan', isDeleted && logged.length === 0);
    mark('activity: several versions', logged.length > 1);
    const versions = logged.toSorted((left, right) =>
      (left.recordedtime ?? '') < (right.recordedtime ?? '') ? -1 : 1,
    );
    mark(
      'activity: versions recorded together',
      versions.some((event, index) => index > 0 && event.recordedtime === versions[index - 1]?.recordedtime),
    );
    mark(
      'activity: the last version lies earlier',
      (versions.at(-1)?.time ?? '') < (versions[0]?.time ?? ''),
    );
    mark('activity: versions of two deals', new Set(logged.map((event) => event.data['deal_id'])).size > 1);
    for (const event of logged) {
      mark('activity: no rep', event.data['rep_id'] === undefined);
      mark('activity: no deal', event.data['deal_id'] === undefined);
      mark(
        'activity: unknown deal',
        event.data['deal_id'] !== undefined && !dealIds.has(event.data['deal_id']),
      );
      mark('activity: on a merged deal', aliases.has(textIn(event, 'deal_id') ?? ''));
      mark('activity: inbound', event.data['direction'] === 'inbound');
    }
  }
}

function mergeLinks(history: SimulatedHistory): [string, string][] {
  return ofType(history, 'sales.deal.merged.v1').flatMap((event) => {
    const merged: unknown = event.data['merged_ids'];
    const survivor = textIn(event, 'deal_id') ?? '';
    return Array.isArray(merged)
      ? merged.map((alias: unknown): [string, string] => [survivor, String(alias)])
      : [];
  });
}

function markMerges(history: SimulatedHistory, mark: Mark): void {
  const links = mergeLinks(history);
  const firstAt = (dealId: string): string | null =>
    dealChanges(history).find((event) => event.data['deal_id'] === dealId)?.time ?? null;
  for (const [survivor, alias] of links) {
    mark('merge: into itself', survivor === alias);
    mark(
      'merge: circle',
      survivor !== alias && links.some(([other, merged]) => other === alias && merged === survivor),
    );
    mark(
      'merge: chain',
      survivor !== alias && links.some(([other, merged]) => merged === survivor && other !== alias),
    );
    mark(
      'merge: one alias, two survivors',
      links.some(([other, merged]) => merged === alias && other !== survivor),
    );
    mark('merge: survivor never seen', firstAt(survivor) === null && firstAt(alias) !== null);
    mark('merge: alias never seen', firstAt(alias) === null);
    mark(
      'merge: alias deleted',
      ofType(history, 'sales.deal.deleted.v1').some((event) => event.data['deal_id'] === alias),
    );
    mark(
      'merge: survivor deleted',
      ofType(history, 'sales.deal.deleted.v1').some((event) => event.data['deal_id'] === survivor),
    );
    const born = firstAt(survivor);
    if (born === null || survivor === alias) continue;
    const own = readTimeline(history, alias);
    mark(
      'merge: alias brings history',
      own.some(({ time }) => time < born),
    );
    mark(
      'merge: alias events after the survivor began',
      own.some(({ time }) => time >= born),
    );
    mark(
      'merge: alias both before and after',
      own.some(({ time }) => time < born) && own.some(({ time }) => time >= born),
    );
    const reach = (states: readonly DealState[]): number =>
      Math.max(-1, ...states.map(({ stageId }) => ['A', 'B', 'C'].indexOf(stageId ?? '')));
    mark(
      'merge: alias got further',
      reach(own.filter(({ time }) => time >= born)) > reach(readTimeline(history, survivor)),
    );
  }
  for (const event of ofType(history, 'sales.deal.merged.v1')) {
    mark('merge: after as_of', event.time >= history.asOf);
    mark(
      'merge: several at once',
      Array.isArray(event.data['merged_ids']) && event.data['merged_ids'].length > 1,
    );
  }
}

function markDeletions(history: SimulatedHistory, dealId: string, mark: Mark): void {
  const own = inOrder(history.events).filter(
    (event) => event.type.startsWith('sales.deal.') && event.data['deal_id'] === dealId,
  );
  const deletions = own.filter(({ type }) => type === 'sales.deal.deleted.v1');
  const last = own.findLast(({ type }) => type !== 'sales.deal.merged.v1');
  if (deletions.length === 0) return;
  mark('deal: deleted', last?.type === 'sales.deal.deleted.v1');
  mark('deal: restored', last?.type === 'sales.deal.changed.v1');
  mark(
    'deal: deleted after as_of',
    deletions.some(({ time }) => time >= history.asOf),
  );
  mark(
    'deal: deleted and changed at once',
    deletions.some(({ time }) =>
      own.some((event) => event.type === 'sales.deal.changed.v1' && event.time === time),
    ),
  );
}
