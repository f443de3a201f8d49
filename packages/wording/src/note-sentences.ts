import type { HorizonSource } from '@stepup/contracts';
import { humaniseId } from './humanise-id.ts';

const noteSentences: Readonly<Record<string, string>> = {
  long_window: 'Counts the last 12 months, because the usual window holds too few deals for this step.',
  mature_only: 'Counts only deals that had their full time, because the pace differs from the team’s.',
  newcomer: 'Less than twelve months in the role.',
  owner_often_changed: 'More than one in five of these deals changed hands within the step.',
  rate_follows_tenure: 'At this step rates go with the time in the role, so a low rate may come from that.',
  rate_follows_volume: 'At this step rates go with the number of deals, so a low rate may come from that.',
  spread_borrowed: 'The team is small, so how much colleagues differ is taken from the whole company.',
};

/** What to bear in mind about a number; codes that are new to the console are shown as they are. */
export function noteSentence(code: string): string {
  return noteSentences[code] ?? humaniseId(code);
}

const horizonReasons: Readonly<Record<HorizonSource, string>> = {
  query: 'as asked for',
  stage: 'as the process defines it',
  recent_advances: 'as long as 95 of 100 recent deals took',
  all_advances: 'as long as 95 of 100 deals took',
  fallback: 'a fixed 60 days until more is known',
};

/** `A deal counts as moved on if it does so within 42 days (as the process defines it).` */
export function horizonSentence(days: number, source: HorizonSource): string {
  return `A deal counts as moved on if it does so within ${days} days (${horizonReasons[source]}).`;
}
