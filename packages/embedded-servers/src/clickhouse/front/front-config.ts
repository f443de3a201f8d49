import { z } from 'zod';

/** What the parent process sends the front over IPC before anything else. */
export const frontConfigSchema = z.strictObject({
  /** The engine's data directory; created when missing. */
  directory: z.string().min(1),
  /** 0 asks the system for a free port. */
  port: z.int().min(0).max(65535),
  username: z.string().min(1),
  password: z.string().min(16),
  /** Reading statements that run at a time. */
  readers: z.int().min(1).max(64),
  /** Writing statements that run at a time. */
  writers: z.int().min(1).max(8),
  /** Statements that may wait in each lane before code 202 is answered. */
  maxWaiting: z.int().min(1),
  /** What the engine may allocate, in bytes; the process needs about 300 MB besides. */
  engineMemoryBytes: z.int().min(64 * 1024 * 1024),
  /** Default of `max_execution_time` for every statement; a request may set another. */
  maxExecutionSeconds: z.int().min(1),
  /** How far the process gives way to others on the machine, as `nice` counts it. */
  niceness: z.int().min(0).max(19),
  /** A name under which the engine knows itself as a cluster of one node, for tables in front of others. */
  cluster: z.exactOptional(z.string().regex(/^\w+$/)),
});
export type FrontConfig = z.infer<typeof frontConfigSchema>;

/** What the front reports to its parent. */
export const frontReportSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('ready'), port: z.int(), engineVersion: z.string() }),
  z.strictObject({ kind: z.literal('refused'), reason: z.string(), errno: z.string().optional() }),
]);
export type FrontReport = z.infer<typeof frontReportSchema>;
