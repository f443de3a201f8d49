import type { Rebuild } from '@stepup/contracts';
import type { StoredRebuild } from '@stepup/store';

export function toRebuildDto(stored: StoredRebuild): Rebuild {
  const { id, state, derived, total, error, requestedAt, finishedAt } = stored;
  const share = total === null || total === 0 ? 0 : Math.min(1, derived / total);
  return {
    id,
    state,
    progress: state === 'done' ? 1 : share,
    derived,
    total,
    requested_at: requestedAt,
    finished_at: finishedAt,
    error,
  };
}
