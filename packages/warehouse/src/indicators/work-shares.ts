import { inQuartersSql } from '../reads/in-quarters.ts';
import { fromSql, toSql } from '../reads/period.ts';
import { ofDealsSql, ofPeopleInPeriodSql } from '../reads/visible-activities.ts';
import { asOfSql } from '../reads/as-of.ts';
import { hasDealSql } from '../reads/deal-keys.ts';
import { contactsSql } from '../reads/conversations.ts';
import { withPeopleAtSql } from '../reads/people-join.ts';
import { shareIndicator } from './share-indicator.ts';
import { activityPolicy } from './work-policies.ts';

const inPeriod = `starts_at >= {from:DateTime64(6, 'UTC')} AND starts_at < {to:DateTime64(6, 'UTC')}`;

const contactsInPeriod = withPeopleAtSql(
  `SELECT * FROM (${contactsSql(ofPeopleInPeriodSql)}) WHERE ${inPeriod}`,
  'starts_at',
);

export const connectRate = shareIndicator({
  definition: {
    ...activityPolicy,
    id: 'connect_rate',
    version: 1,
    group: 'activity',
    title: 'Connect rate',
    question: 'How often does somebody pick up?',
    good_direction: 'up',
    definition: 'Share of the outbound calls with a known outcome that were answered by a person.',
    formula: 'outbound calls connected / (connected + no_answer + voicemail)',
    basis: 'By the time of the call. The interval is Wilson’s.',
    exclusions: `${activityPolicy.exclusions} Calls without an outcome.`,
  },
  observe: () => ({
    rows: contactsInPeriod,
    dated: 'starts_at',
    counted: `kind = 'call' AND direction = 'outbound' AND outcome IN ('connected', 'no_answer', 'voicemail')`,
  }),
  condition: `outcome = 'connected'`,
});

export const noShowRate = shareIndicator({
  definition: {
    ...activityPolicy,
    id: 'no_show_rate',
    version: 1,
    group: 'activity',
    title: 'No-show rate',
    question: 'How often does the customer not turn up?',
    good_direction: 'down',
    definition:
      'Share of the meetings and calls that should have taken place to which the customer did not come.',
    formula: 'no_show / (held + no_show)',
    basis: 'By the time of the meeting. The interval is Wilson’s.',
    exclusions: `${activityPolicy.exclusions} Meetings that were called off, and those without an outcome.`,
  },
  observe: () => ({
    rows: contactsInPeriod,
    dated: 'starts_at',
    counted: `kind IN ('meeting', 'call') AND outcome IN ('held', 'no_show')`,
  }),
  condition: `outcome = 'no_show'`,
});

const dealsWrittenTo = `SELECT f.deal_key FROM activity_facts AS f
  WHERE f.tenant = {tenant:String} AND ${ofPeopleInPeriodSql} AND ${inPeriod} AND kind IN ('email', 'message') AND direction = 'outbound'`;

const messagesWithAnswers = withPeopleAtSql(
  `SELECT m.activity_id AS activity_id, m.starts_at AS starts_at, m.rep AS rep,
    m.outcome = 'replied' OR arrayExists(at -> at > m.starts_at AND at <= m.starts_at + INTERVAL 7 DAY, i.inbound_at) AS is_answered
  FROM (
    SELECT * FROM (${contactsSql(ofPeopleInPeriodSql)})
    WHERE ${inPeriod} AND kind IN ('email', 'message') AND direction = 'outbound' AND outcome != 'bounced' AND ${hasDealSql('key_of_root')}) AS m
  LEFT JOIN (
    SELECT key_of_root, arraySort(groupArray(starts_at)) AS inbound_at FROM (${contactsSql(`${inQuartersSql('f.start_quarter', fromSql, `${toSql} + INTERVAL 7 DAY`)} AND ${ofDealsSql(dealsWrittenTo)}`)})
    WHERE direction = 'inbound' GROUP BY key_of_root) AS i
    ON i.key_of_root = m.key_of_root`,
  'starts_at',
);

export const replyRate = shareIndicator({
  definition: {
    ...activityPolicy,
    id: 'reply_rate',
    version: 1,
    group: 'activity',
    title: 'Reply rate',
    question: 'How often is what we write answered?',
    good_direction: 'up',
    definition:
      'Share of the outbound mails and messages that were answered: by their outcome, or by a contact from the customer on the same deal within seven days.',
    formula: 'answered within 7 days / outbound mails and messages that are 7 days old',
    basis: 'By the time of the message, from seven days ago back. The interval is Wilson’s.',
    exclusions: `${activityPolicy.exclusions} Messages that bounced, those without a deal, and those that are not seven days old.`,
  },
  observe: () => ({
    rows: messagesWithAnswers,
    dated: 'starts_at',
    counted: `starts_at < ${asOfSql} - INTERVAL 7 DAY`,
  }),
  condition: 'is_answered',
});
