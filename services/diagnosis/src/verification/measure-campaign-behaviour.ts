import {
  addSeconds,
  type CampaignContent,
  type CampaignEffectContent,
  indicatorIds,
  type Instant,
} from '@stepup/contracts';
import { judgeBehaviour } from '@stepup/verification';
import { findIndicatorInForce, type TenantProfile, type Warehouse } from '@stepup/warehouse';
import { endOfDay } from './end-of-day.ts';

const baselineDays = 90;
const daySeconds = 86_400;

/** The behaviour that was fixed at the start: of those who started before and since, and since of those who wait. */
export async function measureCampaignBehaviour(
  warehouse: Warehouse,
  of: {
    readonly tenant: string;
    readonly content: CampaignContent;
    readonly startedAt: Instant;
    readonly asOf: Instant;
    readonly profile: TenantProfile;
    readonly currency: string | null;
  },
): Promise<CampaignEffectContent['behaviour']> {
  const { tenant, content, startedAt, asOf, profile, currency } = of;
  const target = content.behaviour_target;
  if (target === null) return null;
  const id = indicatorIds.find((one) => one === target.indicator);
  const [started, waiting] = [['now', 'together'], ['later']].map((arms) =>
    content.people.flatMap(({ person_id, arm }) => (arm !== null && arms.includes(arm) ? [person_id] : [])),
  );
  const measure = async (reps: readonly string[] = [], from: Instant, to: Instant) => {
    if (id === undefined || reps.length === 0 || to <= from) return { value: null, n: 0 };
    const [row] = await findIndicatorInForce(id, startedAt.slice(0, 10)).read(warehouse, {
      tenant,
      pipelineId: content.pipeline_id,
      stageId: content.stage_id,
      from,
      to,
      asOf,
      timeZone: profile.timeZone,
      currency,
      by: null,
      reps: [...reps],
    });
    return { value: row?.value === null || row === undefined ? null : Number(row.value), n: row?.n ?? 0 };
  };
  const ends = endOfDay(target.by, profile.timeZone);
  const until = ends < asOf ? ends : asOf;
  const before = await measure(started, addSeconds(startedAt, -baselineDays * daySeconds), startedAt);
  const now = await measure(started, startedAt, until);
  const later = waiting?.length === 0 ? null : await measure(waiting, startedAt, until);
  const verdict = judgeBehaviour({ baseline: before.value ?? 0, target: target.value, ...now });
  return { verdict, indicator: target.indicator, target: target.value, by: target.by, before, now, later };
}
