import { type CampaignContent, type Instant, recordSchemas } from '@stepup/contracts';
import type { StoredRecord } from '@stepup/store';

export interface StartedCampaign {
  readonly id: string;
  readonly content: CampaignContent;
}

/** Campaigns that have started; one that ended while it was planned never did. */
export function readStartedCampaigns(stored: readonly StoredRecord[]): StartedCampaign[] {
  return stored
    .map(({ id, content }) => ({ id, content: recordSchemas.campaign.content.parse(content) }))
    .filter(({ content }) => content.started !== null);
}

/** When the people of these campaigns first start on a step; those who wait on the day the wait ends. */
export function listCampaignStarts(
  campaigns: readonly StartedCampaign[],
  step: { readonly pipelineId: string; readonly stageId: string },
): Map<string, Instant> {
  const starts = new Map<string, Instant>();
  for (const { content } of campaigns) {
    if (content.pipeline_id !== step.pipelineId || content.stage_id !== step.stageId) continue;
    for (const { person_id, starts_on } of content.people) {
      if (starts_on !== null) keepEarliest(starts, person_id, toMidnight(starts_on));
    }
  }
  return starts;
}

export function keepEarliest(starts: Map<string, Instant>, personId: string, at: Instant): void {
  const known = starts.get(personId);
  if (known === undefined || at < known) starts.set(personId, at);
}

/** A day as it begins in UTC: deals are days long, and a zone would move it by hours. */
export function toMidnight(day: string): Instant {
  return `${day}T00:00:00.000000Z`;
}
