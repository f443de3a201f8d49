import { instantOfDate } from '@stepup/contracts';
import { getDiagnosisSettings, listPausedReps, withTenant } from '@stepup/store';
import type { EndpointCall } from '../endpoint/endpoint.ts';
import type { ShownWhen } from './shown-to.ts';

/** The tenant's head start, by its calendar, and who has paused. */
export async function readShownWhen({
  ports,
  viewer,
}: Pick<EndpointCall<unknown>, 'ports' | 'viewer'>): Promise<ShownWhen> {
  const { tenant } = viewer;
  const { holidays, timeZone } = await ports.directory.read(tenant);
  const { settings, paused } = await withTenant(ports.pool, tenant, async (tx) => ({
    settings: await getDiagnosisSettings(tx),
    paused: await listPausedReps(tx),
  }));
  return {
    now: instantOfDate(ports.clock.now()),
    headStart: { workingDays: settings.headStartWorkingDays, timeZone, holidays },
    paused,
  };
}
