import { inQuartersSql } from '../reads/in-quarters.ts';
import { fromSql } from '../reads/period.ts';
import { ofDealsSql } from '../reads/visible-activities.ts';
import { asOfSql } from '../reads/as-of.ts';
import { hasDealSql } from '../reads/deal-keys.ts';
import { arrivalsSql, dealsArrivedSql } from '../reads/arrivals.ts';
import { contactsSql, isConversationSql } from '../reads/conversations.ts';
import { withPeopleAtSql } from '../reads/people-join.ts';
import { meanOf } from './mean-of.ts';
import { shareIndicator } from './share-indicator.ts';
import { arrivalPolicy } from './work-policies.ts';

/**
 * Arrivals with their contacts from then on, and the first conversation. A contact is one number, four times its moment in microseconds, and
 * two where it is outbound, and one where it is a conversation.
 */
const arrivalsWithWork = withPeopleAtSql(
  `SELECT f.deal_id AS deal_id, arrived_at, rep, pipeline_id, segment, product,
    arrayFilter(x -> x >= 4 * toUnixTimestamp64Micro(arrived_at), c.contacts) AS work,
    arrayFilter(x -> bitTest(x, 0), work) AS spoken, notEmpty(spoken) AS has_spoken,
    fromUnixTimestamp64Micro(bitShiftRight(arrayMin(spoken), 2), 'UTC') AS spoke_at
  FROM (${arrivalsSql}) AS f
  LEFT JOIN (
    SELECT key_of_root, groupArray(4 * toUnixTimestamp64Micro(starts_at) + 2 * (direction = 'outbound') + ifNull(${isConversationSql}, 0)) AS contacts
    FROM (${contactsSql(`${inQuartersSql('f.start_quarter', fromSql, asOfSql)} AND ${ofDealsSql(dealsArrivedSql)}`)}) WHERE ${hasDealSql('key_of_root')} GROUP BY key_of_root) AS c ON c.key_of_root = cityHash64(f.deal_id)`,
  'arrived_at',
);

/** That a contact `x` of the work was at that moment or before, as SQL. */
export function untilSql(moment: string): string {
  return `x <= 4 * toUnixTimestamp64Micro(${moment}) + 3`;
}

const isOutbound = 'bitTest(x, 1)';

/** The arrivals of the period, each with a number `measure` of its work. */
export function observeArrivals(measure: string): { rows: string; dated: string } {
  return { rows: `(SELECT *, ${measure} AS measure FROM ${arrivalsWithWork})`, dated: 'arrived_at' };
}

export const firstAttempts = meanOf({
  definition: {
    ...arrivalPolicy,
    id: 'first_attempts',
    version: 1,
    title: 'Attempts at first contact',
    question: 'How often do we try before we speak to somebody?',
    unit: 'ratio',
    good_direction: 'neither',
    definition:
      'Outbound calls, mails, meetings and messages up to the first conversation, that one included; for deals nobody has spoken to yet, all so far. A conversation is a call that was answered (a minute long, where nobody said) or a meeting that was held.',
    formula: 'mean |{outbound contacts in [arrived, first conversation]}|',
    basis: 'Cohort of deals by the day they arrived. The interval is that of a mean.',
  },
  observe: () =>
    observeArrivals(
      `toFloat64(arrayCount(x -> ${isOutbound} AND (NOT has_spoken OR ${untilSql('spoke_at')}), work))`,
    ),
  isOpen: 'NOT has_spoken',
});

export const firstConversation = shareIndicator({
  definition: {
    ...arrivalPolicy,
    id: 'first_conversation',
    version: 1,
    title: 'First conversation',
    question: 'Do we get to speak to new leads?',
    good_direction: 'up',
    definition:
      'Share of the deals with which a conversation took place within fourteen days of their arrival: a call that was answered (a minute long, where nobody said) or a meeting that was held.',
    formula: 'spoken to within 14 days / deals that arrived 14 days ago or earlier',
    basis: 'Cohort of deals by the day they arrived. The interval is Wilson’s.',
    exclusions: `${arrivalPolicy.exclusions} Deals that arrived less than fourteen days ago.`,
  },
  observe: () => ({
    rows: arrivalsWithWork,
    dated: 'arrived_at',
    counted: `arrived_at < ${asOfSql} - INTERVAL 14 DAY`,
    opened: '1',
  }),
  condition: 'has_spoken AND spoke_at <= arrived_at + INTERVAL 14 DAY',
});

export const workedWithinDay = shareIndicator({
  definition: {
    ...arrivalPolicy,
    id: 'worked_within_day',
    version: 1,
    group: 'activity',
    title: 'Worked within a day',
    question: 'How many new leads are taken up at once?',
    good_direction: 'up',
    definition:
      'Share of the deals with an outbound call, mail, meeting or message within 24 hours of their arrival.',
    formula: 'first outbound contact ≤ arrived + 24 h / deals that arrived 24 h ago or earlier',
    basis: 'Cohort of deals by the day they arrived. The interval is Wilson’s.',
    exclusions: `${arrivalPolicy.exclusions} Deals that arrived less than 24 hours ago.`,
  },
  observe: () => ({
    rows: arrivalsWithWork,
    dated: 'arrived_at',
    counted: `arrived_at < ${asOfSql} - INTERVAL 1 DAY`,
    opened: '1',
  }),
  condition: `arrayExists(x -> ${isOutbound} AND ${untilSql('arrived_at + INTERVAL 1 DAY')}, work)`,
});
