import type { CampaignRecord } from '../api/console-answers.ts';

/** The states of a campaign in a word, with their colours. */
export const campaignStates: Readonly<Record<CampaignRecord['state'], { label: string; colour: string }>> = {
  planned: { label: 'Planned', colour: 'blue' },
  running: { label: 'Under way', colour: 'teal' },
  ended: { label: 'Ended', colour: 'gray' },
};
