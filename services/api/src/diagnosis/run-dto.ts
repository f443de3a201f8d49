import type { DiagnosisRun as DiagnosisRunDto } from '@stepup/contracts';
import type { DiagnosisRun } from '@stepup/store';

/** A run as the contract shows it. */
export function toRunDto(run: DiagnosisRun): DiagnosisRunDto {
  const { done, total } = run.progress;
  const share = total === null || total === 0 ? 0 : Math.min(1, done / total);
  return {
    id: run.id,
    kind: run.kind,
    state: run.state,
    as_of: run.asOf,
    window_days: run.windowDays,
    model_version: run.modelVersion,
    progress: run.state === 'done' ? 1 : share,
    requested_at: run.createdAt,
    started_at: run.startedAt,
    finished_at: run.finishedAt,
    error: run.error?.message ?? null,
    failed_teams: run.failedTeams,
  };
}
