import { z } from 'zod';
import { activityContent, interruptionsOf, monologueOf, questionsOf, talkShareOf } from './content.ts';
import { createOracle } from './create-oracle.ts';
import { tellDealHistories } from './deal-history.ts';
import { walkDeal } from './deal-walk.ts';
import { groupBy } from './group-by.ts';
import { type GroupBy, groupByKey, groupKeyOf } from './group-key.ts';
import { epochMsOf, type Instant, microsBetween, toInstant } from './instant.ts';
import { localDateOf } from './local-calendar.ts';
import { followMerges } from './merges.ts';
import * as told from './oracle-event.ts';
import type { OracleEvent } from './oracle-event.ts';
import { readPeople } from './people.ts';
import { readPipelines } from './pipelines.ts';
import { readSettings } from './settings.ts';
import { compareVersions, statementsOf, takeEachIdentityOnce } from './statement.ts';

export interface WorkQuery {
  readonly from: string;
  readonly to: string;
  readonly asOf: string;
  readonly by: GroupBy;
  readonly pipeline: string;
}

export interface WorkRow {
  readonly key: string;
  readonly value: number | null;
  readonly n: number;
}

interface Observation {
  readonly at: Instant;
  readonly rep: string;
  readonly segment: string;
  readonly product: string;
  readonly stageId?: string;
  readonly kind?: string;
  readonly measure: number;
}

const switched = z.object({ kind: z.string(), is_on: z.boolean() });
const hoursOfDay = z.array(z.object({ from: z.string(), to: z.string() })).nullish();
const configured = z.object({
  business_hours: z.record(z.string(), hoursOfDay).nullish(),
  holidays: z.array(z.string()).nullish(),
});
const dayUs = 86_400_000_000;

/**
 * The work with deals, read once more: one observation at a time, every list gone through from its beginning. `texts` says of
 * every text that the history holds whether it names a next step, which no oracle could find out without doing the same.
 */
export function createWorkOracle(accepted: readonly OracleEvent[], texts: ReadonlyMap<string, boolean>) {
  const oracle = createOracle(accepted);
  const events = takeEachIdentityOnce(accepted);
  const merges = followMerges(statementsOf(events, 'sales.deal.merged.v1', told.dealMerged));
  const people = readPeople(statementsOf(events, 'sales.person.changed.v1', told.personChanged));
  const tenantSaid = statementsOf(events, 'sales.tenant.configured.v1', told.tenantConfigured);
  const settings = readSettings(tenantSaid);
  const pipelines = readPipelines(statementsOf(events, 'sales.pipeline.defined.v1', told.pipelineDefined));
  const histories = tellDealHistories(
    statementsOf(events, 'sales.deal.changed.v1', told.dealChanged),
    statementsOf(events, 'sales.deal.deleted.v1', told.dealDeleted),
    merges,
  );
  const turns = statementsOf(events, 'sales.content.switched.v1', switched);
  const contents = statementsOf(events, 'sales.activity.logged.v1', told.activityLogged.and(activityContent));
  const plans = statementsOf(events, 'sales.activity.planned.v1', told.activityPlanned);

  const isOn = (kind: string, at: Instant): boolean =>
    turns.findLast((turn) => turn.said.kind === kind && turn.at <= at)?.said.is_on ?? false;
  const isOnNow = (kind: string): boolean =>
    turns.findLast((turn) => turn.said.kind === kind)?.said.is_on ?? false;
  const mayShow = (kinds: readonly string[], at: Instant): boolean =>
    kinds.every((kind) => isOnNow(kind) && isOn(kind, at));

  function contentOf(activityId: string, asOf: Instant) {
    const versions = contents.filter(({ said, at }) => said.activity_id === activityId && at < asOf);
    const version = versions.sort(compareVersions).at(-1);
    if (version === undefined) throw new Error(`no version of ${activityId}`);
    return version.said;
  }

  const works = new Map<Instant, ReturnType<typeof readWork>>();
  function workAt(asOf: Instant) {
    const work = works.get(asOf) ?? readWork(asOf);
    works.set(asOf, work);
    return work;
  }

  function readWork(asOf: Instant) {
    const logged = oracle.activities(asOf).filter(({ state, kind }) => state === 'logged' && kind !== 'task');
    const contacts = logged.map((one) => ({ ...one, rep: one.repId ?? 'unassigned' }));
    const conversations = contacts.filter(
      ({ kind, outcome, durationSeconds }) =>
        (kind === 'call' &&
          (outcome === 'connected' || (outcome === null && (durationSeconds ?? 0) >= 60))) ||
        (kind === 'meeting' && (outcome === 'held' || outcome === null)),
    );
    const byDeal = groupBy(contacts, ({ dealId }) => dealId ?? '');
    const spokenOf = groupBy(conversations, ({ dealId }) => dealId ?? '');
    const arrivals = histories.flatMap((history) => {
      const walk = walkDeal(history, pipelines, asOf);
      if (walk === null) return [];
      const [first] = walk.stretches;
      const created = walk.stretches.at(-1)?.state.created_at ?? null;
      const at = created === null ? first?.from : toInstant(created);
      if (at === undefined || at >= asOf) return [];
      // Values of an instant are those after all of its events.
      const settled = walk.stretches.filter((stretch) => stretch.from !== stretch.until);
      const rep = settled.find(({ state }) => state.owner_id !== null)?.state.owner_id ?? 'unassigned';
      const own = (byDeal.get(walk.dealId) ?? []).filter(({ at: then }) => then >= at);
      const spoken = (spokenOf.get(walk.dealId) ?? []).filter(({ at: then }) => then >= at);
      return [{ dealId: walk.dealId, at, rep, own, spoken: spoken.map(({ at: then }) => then).sort()[0] }];
    });
    return { contacts, conversations, arrivals, byDeal, spokenOf };
  }

  const businessMinutes = new Map<number, boolean>();
  function businessSeconds(from: Instant, until: Instant): number | null {
    const said = statementsOf(events, 'sales.tenant.configured.v1', configured);
    const hours = said.findLast(({ said: { business_hours: told_ } }) => told_ !== undefined)?.said
      .business_hours;
    const holidays =
      said.findLast(({ said: { holidays: told_ } }) => told_ !== undefined)?.said.holidays ?? [];
    if (hours === null || hours === undefined) return null;
    const formatter = new Intl.DateTimeFormat('en-GB', {
      timeZone: settings.zone,
      weekday: 'short',
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
    });
    const isOpen = (ms: number): boolean => {
      const parts = formatter.formatToParts(ms);
      const part = (type: string): string => parts.find((one) => one.type === type)?.value ?? '';
      const clock = `${part('hour')}:${part('minute')}`;
      if (holidays.includes(localDateOf(new Date(ms).toISOString().replace('Z', '000Z'), settings.zone)))
        return false;
      const open = hours[part('weekday').toLowerCase()] ?? [];
      return open.some(({ from: begin, to }) => clock >= begin && clock < to);
    };
    // Second by second would take too long; a minute at a time is exact, since all of a history's moments are whole minutes.
    let seconds = 0;
    for (let ms = epochMsOf(from); ms < epochMsOf(until); ms += 60_000) {
      const isBusiness = businessMinutes.get(ms) ?? isOpen(ms);
      businessMinutes.set(ms, isBusiness);
      if (isBusiness) seconds += 60;
    }
    return seconds;
  }

  /** Each indicator as its observations, `measure` being what the value is the mean of. */
  function observe(id: string, { asOf, pipeline, from, to }: WorkQuery): Observation[] {
    const { contacts, conversations, arrivals, byDeal, spokenOf } = workAt(asOf);
    const plain = { segment: 'unknown', product: 'unknown' };
    const ofActivities = (of: typeof contacts, measure: (one: (typeof contacts)[number]) => number | null) =>
      of.flatMap((one) => {
        const measured = measure(one);
        return measured === null ? [] : [{ ...plain, at: one.at, rep: one.rep, measure: measured }];
      });
    const ofArrivals = (measure: (one: (typeof arrivals)[number]) => number | null) =>
      arrivals.flatMap((one) => {
        const measured = measure(one);
        return measured === null ? [] : [{ ...plain, at: one.at, rep: one.rep, measure: measured }];
      });
    const agedUs = (at: Instant) => microsBetween(at, asOf);
    const isOneOf = (value: string | null, ...list: string[]) => value !== null && list.includes(value);
    const messages = contacts.filter(({ kind }) => kind === 'email' || kind === 'message');
    const outbound = messages.filter(({ direction, dealId }) => direction === 'outbound' && dealId !== null);
    const firsts = conversations
      .filter(({ dealId }) => dealId !== null)
      .filter((one) =>
        (spokenOf.get(one.dealId ?? '') ?? []).every(
          (other) => other.at > one.at || (other.at === one.at && other.activityId >= one.activityId),
        ),
      );
    const steps = oracle
      .steps(asOf)
      .filter((step) => step.pipelineId === pipeline && !step.skipped)
      .map((step) => {
        const until = step.advancedAt ?? step.lostAt ?? step.pausedAt ?? asOf;
        const own = (byDeal.get(step.dealId) ?? [])
          .filter(({ at }) => at >= step.enteredAt && at < until)
          .map(({ at }) => at);
        return { ...step, at: step.enteredAt, rep: step.creditedRep, until, own };
      });
    const stepsOf = groupBy(steps, ({ dealId }) => dealId);
    const content = (
      of: typeof contacts,
      kinds: readonly string[],
      measure: (one: ReturnType<typeof contentOf>, at: Instant) => number | null,
    ) =>
      ofActivities(of, ({ activityId, at }) => {
        if (!mayShow(kinds, at)) return null;
        return measure(contentOf(activityId, asOf), at);
      });
    const textOf = (activityId: string, at: Instant): string | null => {
      if (!mayShow(['message_content', 'individual_response'], at)) return null;
      return contentOf(activityId, asOf).content?.text ?? null;
    };
    const talk = (one: ReturnType<typeof contentOf>, at: Instant) =>
      talkShareOf(one, isOn('transcripts', at));
    const back90 = outbound.filter(({ at }) => microsBetween(at, from) <= 90 * dayUs && at < to);
    const dealsWith = (text: string, rep: string | null) =>
      new Set(
        back90
          .filter((one) => (rep === null || one.rep === rep) && textOf(one.activityId, one.at) === text)
          .map(({ dealId }) => dealId),
      ).size;
    const wordsOf = (text: string) =>
      new Set((text.toLowerCase().match(/[a-z]+/gu) ?? []).filter((w) => w.length >= 5));

    switch (id) {
      case 'activities_per_step':
        return contacts.flatMap((one) =>
          (stepsOf.get(one.dealId ?? '') ?? [])
            .filter(({ at, until }) => one.at >= at && one.at < until)
            .map(({ stageId }) => ({
              ...plain,
              at: one.at,
              rep: one.rep,
              stageId,
              kind: `${one.kind} ${one.direction}`,
              measure: 1,
            })),
        );
      case 'connect_rate':
        return ofActivities(
          contacts.filter(({ kind, direction }) => kind === 'call' && direction === 'outbound'),
          ({ outcome }) =>
            isOneOf(outcome, 'connected', 'no_answer', 'voicemail') ? Number(outcome === 'connected') : null,
        );
      case 'no_show_rate':
        return ofActivities(
          contacts.filter(({ kind }) => kind === 'meeting' || kind === 'call'),
          ({ outcome }) => (isOneOf(outcome, 'held', 'no_show') ? Number(outcome === 'no_show') : null),
        );
      case 'reply_rate':
        return ofActivities(
          outbound.filter(({ outcome, at }) => outcome !== 'bounced' && agedUs(at) > 7 * dayUs),
          (one) =>
            Number(
              one.outcome === 'replied' ||
                contacts.some(
                  ({ direction, dealId, at }) =>
                    direction === 'inbound' &&
                    dealId === one.dealId &&
                    at > one.at &&
                    microsBetween(one.at, at) <= 7 * dayUs,
                ),
            ),
        );
      case 'contacts_per_lead':
        return ofArrivals(({ at, own }) =>
          agedUs(at) > 14 * dayUs
            ? own.filter((one) => microsBetween(at, one.at) <= 14 * dayUs).length
            : null,
        );
      case 'contacts_per_lead version 1':
        return ofArrivals(({ own }) => own.length);
      case 'first_attempts':
        return ofArrivals(
          ({ own, spoken }) =>
            own.filter(
              ({ direction, at }) => direction === 'outbound' && (spoken === undefined || at <= spoken),
            ).length,
        );
      case 'first_conversation':
        return ofArrivals(({ at, spoken }) =>
          agedUs(at) > 14 * dayUs
            ? Number(spoken !== undefined && microsBetween(at, spoken) <= 14 * dayUs)
            : null,
        );
      case 'worked_within_day':
        return ofArrivals(({ at, own }) =>
          agedUs(at) > dayUs
            ? Number(own.some((one) => one.direction === 'outbound' && microsBetween(at, one.at) <= dayUs))
            : null,
        );
      case 'days_without_contact':
        return steps.map((step) => {
          const moments = [step.at, ...step.own.sort(), step.until];
          const gaps = moments.slice(1).map((moment, nth) => microsBetween(moments[nth] ?? moment, moment));
          return { ...step, measure: Math.max(...gaps) / 1e6 };
        });
      case 'effort_vs_won': {
        const won = new Set(
          oracle.closes(asOf).flatMap((close) => (close.outcome === 'won' ? [close.dealId] : [])),
        );
        const wonSteps = groupBy(
          steps.filter(
            ({ dealId, at }) => won.has(dealId) && at < to && microsBetween(at, to) <= 365 * dayUs,
          ),
          ({ stageId, segment }) => JSON.stringify([stageId, segment]),
        );
        return steps.flatMap((step) => {
          const alike = wonSteps.get(JSON.stringify([step.stageId, step.segment])) ?? [];
          const usual = alike.reduce((sum, other) => sum + other.own.length, 0) / alike.length;
          return alike.length >= 5 && usual > 0 ? [{ ...step, measure: step.own.length / usual }] : [];
        });
      }
      case 'talk_share':
        return content(conversations, ['talk_share'], talk);
      case 'questions':
        return content(conversations, ['transcripts'], questionsOf);
      case 'monologue':
        return content(conversations, ['transcripts'], monologueOf);
      case 'interruptions':
        return content(conversations, ['transcripts'], interruptionsOf);
      case 'fc_talk_share':
        return content(firsts, ['talk_share'], talk);
      case 'fc_questions':
        return content(firsts, ['transcripts'], questionsOf);
      case 'fc_monologue':
        return content(firsts, ['transcripts'], monologueOf);
      case 'fc_next_step':
        return ofActivities(
          firsts.filter(({ at }) => agedUs(at) > dayUs),
          ({ activityId, dealId, at }) => {
            const coming = oracle
              .activities(asOf)
              .filter(
                (one) =>
                  one.dealId === dealId && one.state !== 'cancelled' && isOneOf(one.kind, 'call', 'meeting'),
              );
            const isPlanned = coming.some((one) => {
              const [first] = plans.filter(({ said }) => said.activity_id === one.activityId);
              if (first === undefined || first.at >= asOf) return false;
              return first.at >= at && microsBetween(at, first.at) <= dayUs;
            });
            if (isPlanned) return 1;
            if (!mayShow(['transcripts'], at)) return 0;
            const { content: held } = contentOf(activityId, asOf);
            const transcript = held?.transcript ?? [];
            const end = Math.max(0, ...transcript.map(({ end_s: until }) => until));
            const said = transcript.filter(({ end_s: until }) => until >= end * 0.75).map(({ text }) => text);
            const read = [...said, isOn('message_content', at) ? held?.text : null];
            return Number(read.some((text) => typeof text === 'string' && texts.get(text) === true));
          },
        );
      case 'reused_text':
        return ofActivities(outbound, ({ activityId, at, rep }) => {
          const text = textOf(activityId, at);
          return text === null ? null : Number(dealsWith(text, rep) >= 2);
        });
      case 'template_share':
        return ofActivities(outbound, ({ activityId, at }) => {
          const text = textOf(activityId, at);
          return text === null ? null : Number(dealsWith(text, null) >= 3);
        });
      case 'customer_words':
        return ofActivities(outbound, (one) => {
          const answer = textOf(one.activityId, one.at);
          if (answer === null) return null;
          const received = messages
            .filter(
              ({ direction, dealId, at }) => direction === 'inbound' && dealId === one.dealId && at < one.at,
            )
            .filter(
              ({ activityId, at }) =>
                microsBetween(at, from) <= 30 * dayUs && textOf(activityId, at) !== null,
            )
            .sort((a, b) => (a.at === b.at ? (a.activityId < b.activityId ? -1 : 1) : a.at < b.at ? -1 : 1))
            .at(-1);
          if (received === undefined || microsBetween(received.at, one.at) > 30 * dayUs) return null;
          const asked = wordsOf(textOf(received.activityId, received.at) ?? '');
          const taken = [...wordsOf(answer)].filter((word) => asked.has(word)).length;
          return asked.size === 0 ? null : taken / asked.size;
        });
      default:
        throw new Error(`the oracle does not know ${id}`);
    }
  }

  return {
    rows(id: string, query: WorkQuery): WorkRow[] {
      const inPeriod = observe(id, query).filter(({ at }) => at >= query.from && at < query.to);
      const keyed = groupByKey(inPeriod, query.by, (one) => groupKeyOf(one, query.by, people, settings));
      return keyed.flatMap(([key, list]) => {
        if (list.length === 0) return [];
        const sum = list.reduce((total, { measure }) => total + measure, 0);
        return [{ key, value: id === 'activities_per_step' ? sum : sum / list.length, n: list.length }];
      });
    },
    /** Seconds each arrival of the period waited, in working time, and whether it was answered. */
    waits({ from, to, asOf }: WorkQuery): { seconds: number | null; isAnswered: boolean }[] {
      return workAt(asOf)
        .arrivals.filter(({ at }) => at >= from && at < to)
        .map(({ at, own }) => {
          const answered = own
            .filter(({ direction }) => direction === 'outbound')
            .map((one) => one.at)
            .sort()[0];
          return { seconds: businessSeconds(at, answered ?? asOf), isAnswered: answered !== undefined };
        });
    },
  };
}
