import type { FrozenGrounds } from '@stepup/contracts';
import { resolvePlaybook } from '@stepup/playbook';
import { getPlaybook, isFindingKnown, withTenant } from '@stepup/store';
import { readPipelines } from '@stepup/warehouse';
import type { DiagnosisPorts } from '../diagnosis-ports.ts';
import { freezeGrounds } from '../looks/freeze-grounds.ts';
import { keyOfPlace, placeOf } from '../looks/finding-place.ts';
import type { StandingFinding } from '../looks/standing-findings.ts';

/** What stands behind the findings that were never shown before, by the key of their place; those that were keep what they were shown with. */
export async function freezeNewGrounds(
  ports: Pick<DiagnosisPorts, 'warehouse' | 'pool'>,
  { tenant, inputWatermark }: { readonly tenant: string; readonly inputWatermark: string },
  shown: readonly StandingFinding[],
  signal: AbortSignal,
): Promise<ReadonlyMap<string, FrozenGrounds>> {
  const { written, fresh } = await withTenant(ports.pool, tenant, async (tx) => {
    const found = [];
    for (const finding of shown) {
      if (!(await isFindingKnown(tx, placeOf(finding)))) found.push(finding);
    }
    return { written: await getPlaybook(tx, 'current'), fresh: found };
  });
  const grounds = new Map<string, FrozenGrounds>();
  if (fresh.length === 0) return grounds;
  const playbook = resolvePlaybook(written);
  const pipelines = await readPipelines(ports.warehouse, tenant);
  const stages = pipelines.flatMap(({ pipelineId, steps }) =>
    steps.map(({ stageId, name }) => ({ pipelineId, stageId, name })),
  );
  for (const finding of fresh) {
    signal.throwIfAborted();
    const scope = { tenant, playbook, stages, inputWatermark };
    grounds.set(keyOfPlace(placeOf(finding)), await freezeGrounds(ports.warehouse, scope, finding));
  }
  return grounds;
}
