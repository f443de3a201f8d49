import { expect, it } from 'vitest';
import { signSentence } from './grounds-sentences.ts';

it.each([
  ['worked_within_day', 0.304, 0.61, 'Seen: 30\u00a0%, typical 61\u00a0%'],
  ['days_without_contact', 7.52, 12.4, 'Seen: 7.5 days, typical 12 days'],
  ['first_response_time', 26, 4.25, 'Seen: 26 hours, typical 4.3 hours'],
  ['contacts_per_lead', 2.5, 4, 'Seen: 2.5, typical 4'],
  ['a_sign_of_an_older_release', 0.3, 0.5, 'Seen: 0.3, typical 0.5'],
])('a sign is read in its unit: %s', (indicator, rep_value, peer_value, sentence) => {
  expect(signSentence({ indicator, title: 'Seen', rep_value, peer_value })).toBe(sentence);
});
