import type { SalesEventType } from './sales-event.ts';

/** The scope that every sender of events needs. */
export type EventScope = 'events:write' | 'people:write';

/** The scope a token needs for an event of this type, in addition to `events:write`, which sending needs at all. */
export function requiredScope(type: SalesEventType): EventScope {
  return type === 'sales.person.changed.v1' || type === 'sales.person.erased.v1'
    ? 'people:write'
    : 'events:write';
}
