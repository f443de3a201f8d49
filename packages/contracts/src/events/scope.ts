import type { SalesEventType } from './sales-event.ts';

/** The scope that every sender of events needs. */
export type EventScope = 'events:write' | 'people:write';

/** The scope a token needs for an event of this type, in addition to `events:write`, which sending needs at all. */
export function requiredScope(type: SalesEventType): EventScope {
  switch (type) {
    case 'sales.person.changed.v1':
    case 'sales.person.erased.v1':
    case 'sales.content.switched.v1':
      return 'people:write';
    default:
      return 'events:write';
  }
}
