/** The three methods of a pino-like logger that this package calls; a pino instance satisfies it as it is. */
export interface ServerLog {
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}
