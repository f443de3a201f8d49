import type { ContentKind } from '@stepup/content-features';
import type { Instant } from '@stepup/contracts';
import * as z from 'zod';
import {
  type ContentSwitches,
  commonTimes,
  readContentSwitches,
  timesSwitchedOn,
} from '../content/content-switches.ts';
import { inQuartersSql } from '../reads/in-quarters.ts';
import { fromSql, toSql } from '../reads/period.ts';
import { ofDealsSql, ofPeopleInPeriodSql } from '../reads/visible-activities.ts';
import { asOfSql } from '../reads/as-of.ts';
import { aliasesByKeySql, hasDealSql, keyOfRootSql } from '../reads/deal-keys.ts';
import { createRecall } from '../reads/create-recall.ts';
import { contactsSql, isConversationSql } from '../reads/conversations.ts';
import { withPeopleAtSql } from '../reads/people-join.ts';
import { toEngineTime } from '../reads/step-scope.ts';
import type { Indicator } from './indicator.ts';
import { meanOf } from './mean-of.ts';
import { shareIndicator } from './share-indicator.ts';
import { contentPolicy } from './work-policies.ts';

const switchParameters = { on_from: z.array(z.string()), on_until: z.array(z.string()) };
const forever: Instant = '2299-12-31T23:59:59.000000Z';

const recallSwitches = createRecall<ContentSwitches>();

/** Times at which all of the kinds were on; none where one of them is off by now: then nothing is shown any more. */
function bindSwitches(kinds: readonly ContentKind[]): Indicator['bind'] {
  return async ({ tenant }, warehouse) => {
    const { turns } = await recallSwitches(warehouse, { tenant }, () =>
      readContentSwitches(warehouse, tenant),
    );
    const times = commonTimes(timesSwitchedOn(turns), kinds);
    const isOn = times.at(-1)?.until === null;
    return {
      on_from: isOn ? times.map(({ from }) => toEngineTime(from)) : [],
      on_until: isOn ? times.map(({ until }) => toEngineTime(until ?? forever)) : [],
    };
  };
}

const wasOn = `arrayExists((f, u) -> starts_at >= parseDateTime64BestEffort(f, 6, 'UTC') AND starts_at < parseDateTime64BestEffort(u, 6, 'UTC'), {on_from:Array(String)}, {on_until:Array(String)})`;

/** Of a tenant that has not switched it on nothing is read; asked as a whole, it is told so. */
function tellsWhenOff(indicator: Indicator): Indicator {
  return {
    ...indicator,
    async read(warehouse, scope) {
      const { on_from: from } = z
        .object({ on_from: z.array(z.string()) })
        .parse(await indicator.bind(scope, warehouse));
      if (from.length > 0) return indicator.read(warehouse, scope);
      if (scope.by !== null) return [];
      return [{ key: 'all', value: null, interval: null, n: 0, open: null, reason_if_null: 'content_off' }];
    },
  };
}

const inPeriod = `starts_at >= {from:DateTime64(6, 'UTC')} AND starts_at < {to:DateTime64(6, 'UTC')}`;

/** Contacts with what is kept of their content, where it may be shown. */
function withFeatures(contacts: string): string {
  return `SELECT c.activity_id AS activity_id, c.deal_id AS deal_id, c.kind AS kind, c.direction AS direction, c.starts_at AS starts_at, c.rep AS rep,
      t.talk_rep_s AS talk_rep_s, t.talk_all_s AS talk_all_s, t.questions AS questions, t.monologue_s AS monologue_s, t.interruptions AS interruptions,
      t.next_step AS next_step, t.fingerprints AS fingerprints, t.word_marks AS word_marks
    FROM (SELECT * FROM (${contacts}) WHERE ${wasOn}) AS c
    LEFT JOIN (SELECT * FROM content_features FINAL WHERE tenant = {tenant:String}) AS t
      ON t.activity_id = c.activity_id AND t.content_version = c.content_version`;
}

const conversations = (among: string) => contactsSql(among, `ifNull(${isConversationSql}, 0)`);
const conversationsInPeriod = `SELECT * FROM (${conversations(ofPeopleInPeriodSql)}) WHERE ${inPeriod}`;
const dealsSpokenWith = `SELECT f.deal_key FROM activity_facts AS f
  WHERE f.tenant = {tenant:String} AND ${ofPeopleInPeriodSql} AND ${inPeriod} AND kind IN ('call', 'meeting')`;
const untilPeriodEnds = `${inQuartersSql('f.start_quarter', null, toSql)} AND ${ofDealsSql(dealsSpokenWith)}`;
/** Those of the period at the moment of the first one of their deal; of several at that moment the first by id. */
const firstConversations = `SELECT c.* FROM (${conversations(`${inQuartersSql('f.start_quarter', fromSql, toSql)} AND ${ofDealsSql(dealsSpokenWith)}`)}) AS c
  INNER JOIN (SELECT key_of_root, min(starts_at) AS first_at FROM (${conversations(untilPeriodEnds)}) GROUP BY key_of_root) AS e
    ON e.key_of_root = c.key_of_root AND e.first_at = c.starts_at
  WHERE ${inPeriod} AND ${hasDealSql('c.key_of_root')} ORDER BY activity_id LIMIT 1 BY c.key_of_root`;

interface Spoken {
  wording: Pick<
    Indicator['definition'],
    'id' | 'title' | 'question' | 'unit' | 'good_direction' | 'definition' | 'formula'
  >;
  kind: ContentKind;
  measure: string;
}

function spokenIndicator(isFirst: boolean, { wording, kind, measure }: Spoken): Indicator {
  const rows = withPeopleAtSql(
    withFeatures(isFirst ? firstConversations : conversationsInPeriod),
    'starts_at',
  );
  return tellsWhenOff(
    meanOf({
      definition: {
        ...contentPolicy,
        version: 1,
        group: isFirst ? 'first_contact' : 'call',
        basis: `By the time of the conversation${isFirst ? ', the first with each deal' : ''}. The mean of one value a conversation, with the interval of a mean.`,
        needs_switch: kind,
        ...wording,
        exclusions: `${contentPolicy.exclusions} Calls that were not answered; conversations of which this is not known, and those before it was agreed to.`,
      },
      observe: () => ({ rows: `(SELECT *, ${measure} AS measure FROM ${rows})`, dated: 'starts_at' }),
      parameters: switchParameters,
      bind: bindSwitches([kind]),
    }),
  );
}

const talkShareMeasure = 'talk_rep_s / nullIf(talk_all_s, 0)';

const spoken = {
  talkShare: (id: 'talk_share' | 'fc_talk_share', title: string): Spoken => ({
    wording: {
      id,
      title,
      question: 'How much of the conversation does the salesperson speak?',
      unit: 'ratio',
      good_direction: 'neither',
      definition:
        'Seconds the salesperson spoke of the seconds anybody spoke, by the transcript, else by what the telephone reports.',
      formula: 'mean of seconds of the rep / seconds of all sides',
    },
    kind: 'talk_share',
    measure: talkShareMeasure,
  }),
  questions: (id: 'questions' | 'fc_questions', title: string): Spoken => ({
    wording: {
      id,
      title,
      question: 'How many questions does the salesperson ask?',
      unit: 'ratio',
      good_direction: 'neither',
      definition: 'Questions in what the salesperson said, by the question marks of the transcript.',
      formula: 'mean of questions of the rep',
    },
    kind: 'transcripts',
    measure: 'toFloat64(questions)',
  }),
  monologue: (id: 'monologue' | 'fc_monologue', title: string): Spoken => ({
    wording: {
      id,
      title,
      question: 'How long does the salesperson speak without a break?',
      unit: 'seconds',
      good_direction: 'down',
      definition: 'The longest stretch in which the salesperson spoke and nobody else began to.',
      formula: 'mean of the longest uninterrupted speech of the rep',
    },
    kind: 'transcripts',
    measure: 'monologue_s',
  }),
};

export const talkShare = spokenIndicator(false, spoken.talkShare('talk_share', 'Talk share'));
export const questions = spokenIndicator(false, spoken.questions('questions', 'Questions'));
export const monologue = spokenIndicator(false, spoken.monologue('monologue', 'Longest monologue'));
export const interruptions = spokenIndicator(false, {
  wording: {
    id: 'interruptions',
    title: 'Interruptions',
    question: 'How often does the salesperson cut in?',
    unit: 'ratio',
    good_direction: 'down',
    definition:
      'How often the salesperson began to speak while the customer was speaking and went on to for half a second or more.',
    formula: 'mean of interruptions by the rep',
  },
  kind: 'transcripts',
  measure: 'toFloat64(interruptions)',
});
export const fcTalkShare = spokenIndicator(
  true,
  spoken.talkShare('fc_talk_share', 'Talk share of the first conversation'),
);
export const fcQuestions = spokenIndicator(
  true,
  spoken.questions('fc_questions', 'Questions in the first conversation'),
);
export const fcMonologue = spokenIndicator(
  true,
  spoken.monologue('fc_monologue', 'Longest monologue of the first conversation'),
);

const firstWithNextStep = withPeopleAtSql(
  `SELECT c.activity_id AS activity_id, c.deal_id AS deal_id, c.starts_at AS starts_at, c.rep AS rep,
    arrayExists(at -> at >= c.starts_at AND at <= c.starts_at + INTERVAL 1 DAY, p.planned) OR (c.is_shown AND ifNull(t.next_step, 0) = 1) AS has_next_step
  FROM (SELECT *, ${wasOn} AS is_shown FROM (${firstConversations})) AS c
  LEFT JOIN (
    SELECT ${keyOfRootSql} AS key_of_root, groupArray(f.planned_at) AS planned
    FROM (
      SELECT deal_key, planned_at FROM activity_facts AS f FINAL PREWHERE f.tenant = {tenant:String}
      WHERE f.planned_at > toDateTime64(0, 6, 'UTC') AND f.planned_at >= ${fromSql} AND f.planned_at <= ${toSql} + INTERVAL 1 DAY AND f.planned_at < ${asOfSql}
        AND f.state IN ('planned', 'logged') AND f.kind IN ('call', 'meeting') AND ${ofDealsSql(dealsSpokenWith)}) AS f
    LEFT JOIN ${aliasesByKeySql} AS a ON a.alias_key = f.deal_key
    GROUP BY key_of_root) AS p ON p.key_of_root = c.key_of_root
  LEFT JOIN (SELECT activity_id, content_version, next_step FROM content_features FINAL WHERE tenant = {tenant:String}) AS t
    ON t.activity_id = c.activity_id AND t.content_version = c.content_version`,
  'starts_at',
);

export const fcNextStep = shareIndicator({
  definition: {
    ...contentPolicy,
    id: 'fc_next_step',
    version: 1,
    group: 'first_contact',
    title: 'Next step after the first conversation',
    question: 'Does the first conversation end with a next one?',
    good_direction: 'up',
    definition:
      'Share of the first conversations with a deal after which, within a day, a call or meeting with it was put into the calendar, or whose transcript or note names what happens next and when (where transcripts are switched on).',
    formula: 'first conversations with a next step / first conversations that are a day old',
    basis: 'By the time of the conversation. The interval is Wilson’s.',
    exclusions: `${contentPolicy.exclusions} Conversations less than a day ago.`,
    needs_switch: null,
  },
  observe: () => ({
    rows: firstWithNextStep,
    dated: 'starts_at',
    counted: `starts_at < ${asOfSql} - INTERVAL 1 DAY`,
  }),
  condition: 'has_next_step',
  parameters: switchParameters,
  bind: bindSwitches(['transcripts']),
});

const compared: readonly ContentKind[] = ['message_content', 'individual_response'];
const lookBack = `starts_at >= {from:DateTime64(6, 'UTC')} - INTERVAL 90 DAY AND starts_at < {to:DateTime64(6, 'UTC')}`;
const sinceLookBack = (days: number) =>
  inQuartersSql('f.start_quarter', `${fromSql} - INTERVAL ${days} DAY`, toSql);
const messagesSql = `SELECT * FROM (${contactsSql(sinceLookBack(90))}) WHERE kind IN ('email', 'message') AND direction = 'outbound' AND deal_id != '' AND ${lookBack}`;
const answersPolicy = {
  ...contentPolicy,
  group: 'individual_response',
  needs_switch: 'individual_response',
  exclusions: `${contentPolicy.exclusions} Messages without a deal, those of fewer than five words, and those before it was agreed to.`,
} as const;

/** Messages of the period with the share of their fingerprints that other deals received as well, since 90 days before it. */
function messagesWithShare(sharedBy: 'rep' | 'anybody', fewestDeals: number): string {
  const group = sharedBy === 'rep' ? 'rep, print' : 'print';
  return withPeopleAtSql(
    `SELECT activity_id, starts_at, rep, avg(is_shared) AS measure FROM (
      SELECT m.activity_id AS activity_id, m.starts_at AS starts_at, m.rep AS rep, m.print AS print, r.deals >= ${fewestDeals} AS is_shared
      FROM (SELECT activity_id, starts_at, rep, arrayJoin(fingerprints) AS print FROM (${withFeatures(messagesSql)})) AS m
      INNER JOIN (
        SELECT ${group}, uniqExact(deal_id) AS deals
        FROM (SELECT rep, deal_id, arrayJoin(fingerprints) AS print FROM (${withFeatures(messagesSql)})) GROUP BY ${group}) AS r
        ON ${sharedBy === 'rep' ? 'r.rep = m.rep AND ' : ''}r.print = m.print)
    WHERE ${inPeriod} GROUP BY activity_id, starts_at, rep`,
    'starts_at',
  );
}

export const reusedText = tellsWhenOff(
  meanOf({
    definition: {
      ...answersPolicy,
      id: 'reused_text',
      version: 1,
      title: 'Reused text',
      question: 'How far are messages written for the one who gets them?',
      unit: 'ratio',
      good_direction: 'down',
      definition:
        'Share of a message that the same salesperson sent to another deal as well, since 90 days before the period and until its end; the mean over the messages.',
      formula: 'mean of fingerprints also sent to another deal by the rep / fingerprints of the message',
      basis: 'By the time of the message. The interval is that of a mean.',
    },
    observe: () => ({ rows: messagesWithShare('rep', 2), dated: 'starts_at' }),
    parameters: switchParameters,
    bind: bindSwitches(compared),
  }),
);

export const templateShare = tellsWhenOff(
  shareIndicator({
    definition: {
      ...answersPolicy,
      id: 'template_share',
      version: 1,
      title: 'Share of templates',
      question: 'How many messages are templates?',
      good_direction: 'down',
      definition:
        'Share of the messages of which three fifths or more went to three or more deals, whoever sent them, since 90 days before the period and until its end.',
      formula: 'messages with fingerprints known from ≥ 3 deals ≥ 0.6 / messages',
      basis: 'By the time of the message. The interval is Wilson’s.',
    },
    observe: () => ({ rows: messagesWithShare('anybody', 3), dated: 'starts_at' }),
    condition: 'measure >= 0.6',
    parameters: switchParameters,
    bind: bindSwitches(compared),
  }),
);

const inboundSql = `SELECT * FROM (${contactsSql(sinceLookBack(30))}) WHERE kind IN ('email', 'message') AND direction = 'inbound' AND deal_id != ''
  AND starts_at >= {from:DateTime64(6, 'UTC')} - INTERVAL 30 DAY AND starts_at < {to:DateTime64(6, 'UTC')}`;

const answersWithMarks = withPeopleAtSql(
  `SELECT m.activity_id AS activity_id, m.starts_at AS starts_at, m.rep AS rep,
    arrayLast(x -> x.1 < m.starts_at, i.received) AS answered,
    length(arrayIntersect(answered.3, m.word_marks)) / nullIf(length(answered.3), 0) AS measure
  FROM (SELECT * FROM (${withFeatures(messagesSql)}) WHERE ${inPeriod} AND notEmpty(word_marks)) AS m
  INNER JOIN (
    SELECT deal_id, arraySort(groupArray((starts_at, activity_id, word_marks))) AS received
    FROM (${withFeatures(inboundSql)}) WHERE notEmpty(word_marks) GROUP BY deal_id) AS i ON i.deal_id = m.deal_id
  WHERE answered.1 >= m.starts_at - INTERVAL 30 DAY AND notEmpty(answered.3)`,
  'starts_at',
);

export const customerWords = tellsWhenOff(
  meanOf({
    definition: {
      ...answersPolicy,
      id: 'customer_words',
      version: 1,
      title: 'The customer’s own words',
      question: 'Do answers take up what the customer wrote?',
      unit: 'ratio',
      good_direction: 'up',
      definition:
        'Share of the longer words (five letters or more) of the customer’s last message on the deal within 30 days before that come again in the answer; the mean over the answers.',
      formula: 'mean of |words of the message ∩ words of the answer| / |words of the message|',
      basis: 'By the time of the answer. The interval is that of a mean.',
      exclusions: `${answersPolicy.exclusions} Messages that nothing of the customer’s came before.`,
    },
    observe: () => ({ rows: answersWithMarks, dated: 'starts_at' }),
    parameters: switchParameters,
    bind: bindSwitches(compared),
  }),
);
