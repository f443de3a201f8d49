/** The closed list of reasons for which an embedded server cannot be started or kept running. */
export type EmbeddedServerErrorCode =
  | 'unsupported_platform'
  | 'binaries_missing'
  | 'no_permission'
  | 'disk_full'
  | 'directory_in_use'
  | 'damaged_directory'
  | 'wrong_version'
  | 'no_unprivileged_user'
  | 'port_taken'
  | 'start_failed'
  | 'start_timeout'
  | 'restart_limit';

/** Broken infrastructure around an embedded server: `message` says what is wrong, `advice` what to do about it. */
export class EmbeddedServerError extends Error {
  readonly code: EmbeddedServerErrorCode;
  readonly advice: string;

  constructor(code: EmbeddedServerErrorCode, what: string, advice: string, cause?: unknown) {
    super(`${what} ${advice}`, cause === undefined ? undefined : { cause });
    this.name = 'EmbeddedServerError';
    this.code = code;
    this.advice = advice;
  }
}
