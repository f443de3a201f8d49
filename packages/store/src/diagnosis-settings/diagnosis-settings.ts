import type { Instant } from '@stepup/contracts';
import { desc, eq } from 'drizzle-orm';
import { diagnosisSettings } from '../schema/diagnosis-settings.ts';
import { violatedConstraint } from '../transactions/violated-constraint.ts';
import type { TenantTransaction } from '../transactions/transaction.ts';

/** How a tenant wants its findings shown. */
export interface DiagnosisSettings {
  /** Working days in which a finding is the person's alone. */
  readonly headStartWorkingDays: number;
  /** 0: as shipped. */
  readonly version: number;
  readonly changedBy: string | null;
  readonly changedAt: Instant | null;
}

const asShipped: DiagnosisSettings = {
  headStartWorkingDays: 1,
  version: 0,
  changedBy: null,
  changedAt: null,
};

/** The newest version. */
export async function getDiagnosisSettings(tx: TenantTransaction): Promise<DiagnosisSettings> {
  const [row] = await tx.db
    .select()
    .from(diagnosisSettings)
    .where(eq(diagnosisSettings.tenant, tx.tenant))
    .orderBy(desc(diagnosisSettings.version))
    .limit(1);
  if (row === undefined) return asShipped;
  const { tenant: _tenant, ...settings } = row;
  return settings;
}

/** Adds a version after the one that was read; `stale` where somebody else did meanwhile. */
export async function saveDiagnosisSettings(
  tx: TenantTransaction,
  change: {
    readonly headStartWorkingDays: number;
    readonly expectedVersion: number;
    readonly by: string;
    readonly at: Instant;
  },
): Promise<{ readonly kind: 'saved'; readonly settings: DiagnosisSettings } | { readonly kind: 'stale' }> {
  const { headStartWorkingDays, expectedVersion, by, at } = change;
  const current = await getDiagnosisSettings(tx);
  if (current.version !== expectedVersion) return { kind: 'stale' };
  const settings = { headStartWorkingDays, version: expectedVersion + 1, changedBy: by, changedAt: at };
  try {
    // A savepoint: a broken key would otherwise end the caller's transaction.
    await tx.db.transaction(async (savepoint) => {
      await savepoint.insert(diagnosisSettings).values({ tenant: tx.tenant, ...settings });
    });
  } catch (error) {
    if (violatedConstraint(error) === 'diagnosis_settings_pkey') return { kind: 'stale' };
    throw error;
  }
  return { kind: 'saved', settings };
}
