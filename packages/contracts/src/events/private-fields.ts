import type { SalesEventType } from './sales-event.ts';

/**
 * Which fields of an object are personal text. `text` fields are; `inside` says it for the objects below (or for each
 * object of a list). Of the rest `plain` fields are not; what else a sender may add is text where `others` says so.
 */
export interface FieldPrivacy {
  plain: readonly string[];
  text: readonly string[];
  inside: Readonly<Record<string, FieldPrivacy>>;
  others: 'plain' | 'text';
}

const nothingPrivate: FieldPrivacy = { plain: [], text: [], inside: {}, others: 'plain' };

// What a sender adds to a person, a participant or a conversation describes people; unknown fields there are text.
const participant: FieldPrivacy = {
  plain: ['person_id', 'side', 'talk_s'],
  text: [],
  inside: {},
  others: 'text',
};

// A transcript as a whole, since who spoke when is as telling as what was said. That there was content stays.
const content: FieldPrivacy = { plain: [], text: ['text', 'transcript'], inside: {}, others: 'text' };

const activityIds = ['activity_id', 'kind', 'rep_id', 'deal_id', 'account_id', 'duration_s'];

/** For each event type, which fields of `data` are personal text, to be kept apart and erased with the person. */
export const privateFields: Readonly<Record<SalesEventType, FieldPrivacy>> = {
  'sales.tenant.configured.v1': nothingPrivate,
  'sales.rate.set.v1': nothingPrivate,
  'sales.pipeline.defined.v1': nothingPrivate,
  'sales.person.changed.v1': {
    plain: ['person_id', 'role', 'active', 'manager_id', 'team', 'started_on'],
    text: ['name', 'email', 'login', 'external_ids'],
    inside: {},
    others: 'text',
  },
  'sales.person.erased.v1': nothingPrivate,
  'sales.quota.set.v1': nothingPrivate,
  'sales.deal.changed.v1': { plain: [], text: ['name'], inside: {}, others: 'plain' },
  'sales.deal.deleted.v1': nothingPrivate,
  'sales.deal.merged.v1': nothingPrivate,
  'sales.activity.planned.v1': {
    plain: [...activityIds, 'starts_at', 'cancelled'],
    text: [],
    inside: { participants: participant },
    others: 'text',
  },
  'sales.activity.logged.v1': {
    plain: [...activityIds, 'direction', 'outcome'],
    text: [],
    inside: { participants: participant, content },
    others: 'text',
  },
  'sales.activity.deleted.v1': nothingPrivate,
  'sales.training.completed.v1': nothingPrivate,
  'sales.content.switched.v1': nothingPrivate,
};
