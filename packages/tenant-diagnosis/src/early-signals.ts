import type { SignalId } from '@stepup/contracts';
import { type Indicator, type IndicatorDeal, scaleToEarlyWindow } from '@stepup/diagnosis';
import type { EarlyDeal } from '@stepup/warehouse';

/** A signal that can be read from a deal's early days in a step, and which way is good. */
interface EarlySignal {
  readonly id: SignalId;
  readonly favourable: Indicator['favourable'];
  readonly order: NonNullable<Indicator['order']>;
  readonly valueOf: (deal: EarlyDeal) => number | null;
}

const scaled = (count: number, { windowDays }: EarlyDeal): number | null =>
  scaleToEarlyWindow(count, { fromDays: 0, toDays: windowDays });
const share = (count: number, of: number): number | null => (of === 0 ? null : Math.min(1, count / of));

/** What speaks of work, of answers made for the customer, and of trust, as far as activities tell. */
export const earlySignals: readonly EarlySignal[] = [
  { id: 'contacts_per_lead', favourable: 'more', order: 0, valueOf: (deal) => scaled(deal.contacts, deal) },
  { id: 'contact_days', favourable: 'more', order: 0, valueOf: (deal) => scaled(deal.contactDays, deal) },
  { id: 'contact_kinds', favourable: 'more', order: 0, valueOf: ({ contactKinds }) => contactKinds },
  { id: 'talk_minutes', favourable: 'more', order: 2, valueOf: (deal) => scaled(deal.talkMinutes, deal) },
  {
    id: 'connect_rate',
    favourable: 'more',
    order: 1,
    valueOf: ({ connectedCalls, calls }) => share(connectedCalls, calls),
  },
  {
    id: 'reply_rate',
    favourable: 'more',
    order: 1,
    valueOf: ({ replies, messages }) => share(replies, messages),
  },
  {
    id: 'no_show_rate',
    favourable: 'less',
    order: 1,
    valueOf: ({ missedMeetings, meetings }) => share(missedMeetings, meetings),
  },
  {
    id: 'second_meeting',
    favourable: 'more',
    order: 2,
    valueOf: ({ conversations, windowDays }) => (windowDays < 1 ? null : Number(conversations >= 2)),
  },
  {
    id: 'first_conversation',
    favourable: 'more',
    order: 2,
    valueOf: ({ conversations, windowDays }) => (windowDays < 1 ? null : Number(conversations >= 1)),
  },
  {
    id: 'days_without_contact',
    favourable: 'less',
    order: 0,
    valueOf: ({ daysWithoutContact, windowDays }) => (windowDays < 1 ? null : daysWithoutContact),
  },
  {
    id: 'first_response_time',
    favourable: 'less',
    order: 0,
    valueOf: ({ firstResponseHours }) => firstResponseHours,
  },
  {
    id: 'worked_within_day',
    favourable: 'more',
    order: 0,
    valueOf: ({ firstResponseHours }) => (firstResponseHours === null ? 0 : Number(firstResponseHours <= 24)),
  },
];

/** A deal as the method weighs indicators. */
export function toIndicatorDeal(deal: EarlyDeal): IndicatorDeal {
  const { dealId, repId, segmentKey, advanced } = deal;
  return { dealId, repId, segmentKey, advanced, values: earlySignals.map(({ valueOf }) => valueOf(deal)) };
}
