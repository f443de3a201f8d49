import { instantOfDate } from '@stepup/contracts';
import { getDiagnosisSettings, listPausedReps, withTenant } from '@stepup/store';
import type { ApiPorts } from '../api-ports.ts';
import type { ShownWhen } from './shown-to.ts';

/** The tenant's head start, by its calendar, and who has paused. */
export async function readShownWhen(
  { pool, directory, clock }: Pick<ApiPorts, 'pool' | 'directory' | 'clock'>,
  tenant: string,
): Promise<ShownWhen> {
  const { holidays, timeZone } = await directory.read(tenant);
  const { settings, paused } = await withTenant(pool, tenant, async (tx) => ({
    settings: await getDiagnosisSettings(tx),
    paused: await listPausedReps(tx),
  }));
  return {
    now: instantOfDate(clock.now()),
    headStart: { workingDays: settings.headStartWorkingDays, timeZone, holidays },
    paused,
  };
}
