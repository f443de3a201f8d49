import { addSeconds, instantOfDate } from '@stepup/contracts';
import type { TenantDirectory } from '../directory/open-tenant-directory.ts';

/** Five working days never need more, whatever a calendar holds. */
const weeksAhead = 8;
const weekSeconds = 7 * 86_400;

/** Days of the next eight weeks, `YYYY-MM-DD`, on which a tenant does not work, beside weekends. */
export async function readHolidaysAhead(
  { directory }: { readonly directory: TenantDirectory },
  { tenant, today }: { readonly tenant: string; readonly today: string },
): Promise<readonly string[]> {
  const { holidays } = await directory.read(tenant);
  const last = addSeconds(instantOfDate(new Date(today)), weeksAhead * weekSeconds).slice(0, 10);
  return [...holidays].filter((day) => day >= today && day <= last).toSorted();
}
