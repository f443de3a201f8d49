import type { Problem } from '@stepup/contracts';

/** Why a request came to nothing. */
export type FailureCause =
  /** The server refused and said why. */
  | { kind: 'problem'; problem: Problem }
  /** Nobody answered. */
  | { kind: 'unreachable' }
  /** What came back is not what the contract promises; `place` says where. */
  | { kind: 'unexpected_answer'; status: number; place: string };

/** Thrown by every request of the console: TanStack Query keeps what queries throw. */
export class RequestFailure extends Error {
  readonly failure: FailureCause;

  constructor(failure: FailureCause) {
    super(failure.kind === 'problem' ? failure.problem.title : failure.kind);
    this.name = 'RequestFailure';
    this.failure = failure;
  }
}

/** True where the server says that there is nothing at this address, or nothing for this person. */
export function isNotFound(error: unknown): boolean {
  return statusOf(error) === 404;
}

/** HTTP status of a failed request; null where no answer came. */
export function statusOf(error: unknown): number | null {
  if (!(error instanceof RequestFailure)) return null;
  if (error.failure.kind === 'problem') return error.failure.problem.status;
  return error.failure.kind === 'unexpected_answer' ? error.failure.status : null;
}
