/** What a process of this product ends with; scripts may rely on it. */
export const exitCodes = {
  ok: 0,
  /** Called or configured wrongly: the caller has to change something. */
  usage: 2,
  /** The input holds what cannot be taken: the data has to change. */
  data: 3,
  /** A bug, or infrastructure that is not there: EX_SOFTWARE of sysexits.h. */
  system: 70,
  /** A second Ctrl-C, or the first in the middle of a command: 128 + SIGINT, as a shell reports it. */
  interrupted: 130,
} as const;

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];
