import { asOfSql } from '../reads/as-of.ts';
import { observeArrivals, untilSql } from './arrival-work.ts';
import { meanOf } from './mean-of.ts';
import { arrivalPolicy } from './work-policies.ts';

const shared = {
  ...arrivalPolicy,
  id: 'contacts_per_lead',
  group: 'activity',
  title: 'Contacts per lead',
  question: 'How much work does each new lead get?',
  unit: 'ratio',
  good_direction: 'up',
} as const;

export const contactsPerLead = meanOf({
  definition: {
    ...shared,
    version: 2,
    changed: {
      on: '2026-11-29',
      because:
        'Contacts were counted for as long as a deal had existed, so that recent months always looked idle beside older ones. Now every deal gets the same fourteen days.',
    },
    definition:
      'Calls, mails, meetings and messages in either direction within fourteen days of the arrival of the deal, per deal that arrived fourteen days ago or earlier.',
    formula: '|{contacts in [arrived, arrived + 14 d]}| / deals that arrived 14 days ago or earlier',
    basis: 'Cohort of deals by the day they arrived. The interval is that of a mean.',
    exclusions: `${arrivalPolicy.exclusions} Deals that arrived less than fourteen days ago.`,
  },
  observe: () => ({
    ...observeArrivals(`toFloat64(arrayCount(x -> ${untilSql('arrived_at + INTERVAL 14 DAY')}, work))`),
    counted: `arrived_at < ${asOfSql} - INTERVAL 14 DAY`,
  }),
});

/** Without an end to what is counted. */
export const contactsPerLeadEver = meanOf({
  definition: {
    ...shared,
    version: 1,
    definition:
      'Calls, mails, meetings and messages in either direction from the arrival of the deal on, per deal that arrived.',
    formula: 'Σ contacts since the arrival / deals arrived',
    basis:
      'Cohort of deals by the day they arrived; young ones have had less time. The interval is that of a mean.',
  },
  observe: () => observeArrivals('toFloat64(length(work))'),
});
