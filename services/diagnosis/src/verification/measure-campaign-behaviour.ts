import {
  addSeconds,
  type CampaignContent,
  type CampaignEffectContent,
  endOfLocalDay,
  indicatorIds,
  type Instant,
} from '@stepup/contracts';
import { judgeBehaviour } from '@stepup/verification';
import { findIndicatorInForce, type TenantProfile, type Warehouse } from '@stepup/warehouse';

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
  const indicator = id === undefined ? null : findIndicatorInForce(id, content.starts_on);
  const [started, waiting] = [['now', 'together'], ['later']].map((arms) =>
    content.people.flatMap(({ person_id, arm }) => (arm !== null && arms.includes(arm) ? [person_id] : [])),
  );
  const measure = async (reps: readonly string[] = [], from: Instant, to: Instant) => {
    if (indicator === null || reps.length === 0 || to <= from) return { value: null, n: 0 };
    const [row] = await indicator.read(warehouse, {
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
  const ends = endOfLocalDay(target.by, profile.timeZone);
  const until = ends < asOf ? ends : asOf;
  const before = await measure(started, addSeconds(startedAt, -baselineDays * daySeconds), startedAt);
  const now = await measure(started, startedAt, until);
  const later = waiting?.length === 0 ? null : await measure(waiting, startedAt, until);
  // Nobody names a baseline of a campaign: who did better before than the aim has not reached it by falling back to it.
  const good = indicator?.definition.good_direction ?? 'neither';
  const isMost = good === 'neither' ? target.value < (before.value ?? 0) : good === 'down';
  const verdict = judgeBehaviour({ target: target.value, wanted: isMost ? 'at_most' : 'at_least', ...now });
  return { verdict, indicator: target.indicator, target: target.value, by: target.by, before, now, later };
}
