import { type CampaignContent, type Instant, recordSchemas, resolvePointInTime } from '@stepup/contracts';
import type { StoredRecord } from '@stepup/store';

export interface StartedCampaign {
  readonly id: string;
  readonly content: CampaignContent;
  /** Its days as they begin where the tenant is. */
  readonly startedAt: Instant;
  readonly laterAt: Instant;
  /** When each of its people starts; those who wait on the day the wait ends. */
  readonly startOf: ReadonlyMap<string, Instant>;
}

/** Campaigns that have started; one that ended while it was planned never did. */
export function readStartedCampaigns(stored: readonly StoredRecord[], timeZone: string): StartedCampaign[] {
  const toMidnight = (day: string): Instant =>
    resolvePointInTime({ kind: 'local_date', date: day }, timeZone);
  return stored
    .map(({ id, content }) => ({ id, content: recordSchemas.campaign.content.parse(content) }))
    .filter(({ content }) => content.started !== null)
    .map(({ id, content }) => ({
      id,
      content,
      startedAt: toMidnight(content.starts_on),
      laterAt: toMidnight(content.later_on),
      startOf: new Map(
        content.people.flatMap(({ person_id, starts_on }) =>
          starts_on === null ? [] : [[person_id, toMidnight(starts_on)] as const],
        ),
      ),
    }));
}

/** When the people of these campaigns first start on a step. */
export function listCampaignStarts(
  campaigns: readonly StartedCampaign[],
  step: { readonly pipelineId: string; readonly stageId: string },
): Map<string, Instant> {
  const starts = new Map<string, Instant>();
  for (const { content, startOf } of campaigns) {
    if (content.pipeline_id !== step.pipelineId || content.stage_id !== step.stageId) continue;
    for (const [personId, at] of startOf) keepEarliest(starts, personId, at);
  }
  return starts;
}

export function keepEarliest(starts: Map<string, Instant>, personId: string, at: Instant): void {
  const known = starts.get(personId);
  if (known === undefined || at < known) starts.set(personId, at);
}
