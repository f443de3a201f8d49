import { formatLocalDay } from '@stepup/wording/dates';
import type { CampaignRecord } from '../api/console-answers.ts';

type Campaign = Pick<
  CampaignRecord,
  'id' | 'title' | 'state' | 'pipeline_id' | 'stage_id' | 'later_on' | 'draw' | 'people'
>;

/**
 * Who of a campaign takes part in another one on the same step that is under way, a sentence a campaign: what each of them does cannot
 * be told apart then.
 */
export function sayPeopleInOthers(campaign: Campaign, all: readonly Campaign[]): string[] {
  const own = new Set(campaign.people.map(({ person_id }) => person_id));
  return all
    .filter(
      (other) =>
        other.id !== campaign.id &&
        other.state === 'running' &&
        other.pipeline_id === campaign.pipeline_id &&
        other.stage_id === campaign.stage_id,
    )
    .flatMap((other) => {
      const shared = other.people.filter(({ person_id }) => own.has(person_id)).length;
      if (shared === 0) return [];
      const until = other.draw === null ? '' : ` until ${formatLocalDay(other.later_on)}`;
      return [
        `${shared} of these ${own.size} ${shared === 1 ? 'is' : 'are'} in “${other.title}” on this step${until}. Which of the two does what could not be told.`,
      ];
    });
}
