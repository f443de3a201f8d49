import { type ErrorCode, errorCodes } from '@stepup/contracts';
import type { ProblemKind } from '@stepup/runtime';

/** A code of the contract with the status and title it stands for. */
export function problemOf(code: ErrorCode): ProblemKind {
  return { code, ...errorCodes[code] };
}
