import * as z from 'zod';
import type { Instant } from '../instant.ts';
import { activityDeleted } from './activity-deleted.ts';
import { activityLogged } from './activity-logged.ts';
import { activityPlanned } from './activity-planned.ts';
import { contentSwitched } from './content-switched.ts';
import { dealChanged } from './deal-changed.ts';
import { dealDeleted } from './deal-deleted.ts';
import { dealMerged } from './deal-merged.ts';
import { personChanged } from './person-changed.ts';
import { personErased } from './person-erased.ts';
import { pipelineDefined } from './pipeline-defined.ts';
import { quotaSet } from './quota-set.ts';
import { rateSet } from './rate-set.ts';
import { tenantConfigured } from './tenant-configured.ts';
import { trainingCompleted } from './training-completed.ts';

/** Schema of each event type as senders write it. The keys are the closed list of types. */
export const salesEventSchemas = {
  'sales.tenant.configured.v1': tenantConfigured,
  'sales.rate.set.v1': rateSet,
  'sales.pipeline.defined.v1': pipelineDefined,
  'sales.person.changed.v1': personChanged,
  'sales.person.erased.v1': personErased,
  'sales.quota.set.v1': quotaSet,
  'sales.deal.changed.v1': dealChanged,
  'sales.deal.deleted.v1': dealDeleted,
  'sales.deal.merged.v1': dealMerged,
  'sales.activity.planned.v1': activityPlanned,
  'sales.activity.logged.v1': activityLogged,
  'sales.activity.deleted.v1': activityDeleted,
  'sales.training.completed.v1': trainingCompleted,
  'sales.content.switched.v1': contentSwitched,
} as const;

/** One of the event types of the contract. */
export type SalesEventType = keyof typeof salesEventSchemas;

/** Every type that a sender may use. Types of the product's own (`coaching.*`) are not among them. */
export const salesEventTypes = [
  'sales.tenant.configured.v1',
  'sales.rate.set.v1',
  'sales.pipeline.defined.v1',
  'sales.person.changed.v1',
  'sales.person.erased.v1',
  'sales.quota.set.v1',
  'sales.deal.changed.v1',
  'sales.deal.deleted.v1',
  'sales.deal.merged.v1',
  'sales.activity.planned.v1',
  'sales.activity.logged.v1',
  'sales.activity.deleted.v1',
  'sales.training.completed.v1',
  'sales.content.switched.v1',
] as const satisfies readonly SalesEventType[];

/** True for the types of the contract. */
export function isSalesEventType(type: string): type is SalesEventType {
  return Object.hasOwn(salesEventSchemas, type);
}

/** Schema of any event as senders write it, told apart by `type`. */
export const anySalesEvent = z.discriminatedUnion('type', [
  tenantConfigured,
  rateSet,
  pipelineDefined,
  personChanged,
  personErased,
  quotaSet,
  dealChanged,
  dealDeleted,
  dealMerged,
  activityPlanned,
  activityLogged,
  activityDeleted,
  trainingCompleted,
  contentSwitched,
]);

/** What a sender writes: times with any offset, amounts as number or text, no tenant or subject needed. */
export type SalesEventDraft = z.input<typeof anySalesEvent>;

// The optional attributes are never null once an event is accepted.
interface AcceptedAttributes {
  tenant: string;
  subject: string;
  time: Instant;
  recordedtime?: Instant;
  datacontenttype?: string;
  dataschema?: string;
}

type Accepted<Event> = Event extends unknown
  ? Omit<KnownFields<Event>, keyof AcceptedAttributes> & AcceptedAttributes & { [attribute: string]: unknown }
  : never;

// Drops the index signature, under which `Omit` would lose every named field.
type KnownFields<Event> = { [Key in keyof Event as string extends Key ? never : Key]: Event[Key] };

/**
 * An accepted event, normalised: times as `Instant`, amounts as canonical decimal text, `tenant` and `subject` set,
 * envelope attributes never null. A union told apart by `type`.
 */
export type SalesEvent = Accepted<z.output<typeof anySalesEvent>>;

/** The accepted event of one type. */
export type SalesEventOf<Type extends SalesEventType> = Extract<SalesEvent, { type: Type }>;

export type TenantConfigured = SalesEventOf<'sales.tenant.configured.v1'>;
export type RateSet = SalesEventOf<'sales.rate.set.v1'>;
export type PipelineDefined = SalesEventOf<'sales.pipeline.defined.v1'>;
export type PersonChanged = SalesEventOf<'sales.person.changed.v1'>;
export type PersonErased = SalesEventOf<'sales.person.erased.v1'>;
export type QuotaSet = SalesEventOf<'sales.quota.set.v1'>;
export type DealChanged = SalesEventOf<'sales.deal.changed.v1'>;
export type DealDeleted = SalesEventOf<'sales.deal.deleted.v1'>;
export type DealMerged = SalesEventOf<'sales.deal.merged.v1'>;
export type ActivityPlanned = SalesEventOf<'sales.activity.planned.v1'>;
export type ActivityLogged = SalesEventOf<'sales.activity.logged.v1'>;
export type ActivityDeleted = SalesEventOf<'sales.activity.deleted.v1'>;
export type TrainingCompleted = SalesEventOf<'sales.training.completed.v1'>;
export type ContentSwitched = SalesEventOf<'sales.content.switched.v1'>;
