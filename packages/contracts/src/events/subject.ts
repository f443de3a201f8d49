import type { SalesEvent } from './sales-event.ts';

type Identified = SalesEvent extends infer Event
  ? Event extends { type: infer Type; data: infer Data }
    ? { type: Type; data: Data }
    : never
  : never;

/**
 * The subject of an event whose sender set none: the thing it is about, by which the bus keeps events together
 * (`deal/<id>`, `person/<id>`, `activity/<id>`, `pipeline/<id>`, `quota/<person>`, `rate/<currency>`, `content/<kind>`, `tenant`).
 */
export function subjectOf(event: Identified): string {
  switch (event.type) {
    case 'sales.tenant.configured.v1':
      return 'tenant';
    case 'sales.rate.set.v1':
      return `rate/${event.data.currency}`;
    case 'sales.pipeline.defined.v1':
      return `pipeline/${event.data.pipeline_id}`;
    case 'sales.person.changed.v1':
    case 'sales.person.erased.v1':
    case 'sales.training.completed.v1':
      return `person/${event.data.person_id}`;
    case 'sales.quota.set.v1':
      return `quota/${event.data.person_id}`;
    case 'sales.deal.changed.v1':
    case 'sales.deal.deleted.v1':
    case 'sales.deal.merged.v1':
      return `deal/${event.data.deal_id}`;
    case 'sales.activity.planned.v1':
    case 'sales.activity.logged.v1':
    case 'sales.activity.deleted.v1':
      return `activity/${event.data.activity_id}`;
    case 'sales.content.switched.v1':
      return `content/${event.data.kind}`;
  }
}
