/** How long something took, and how much of it this process worked. */
export interface Work {
  readonly wallMs: number;
  readonly cpuMs: number;
}

export async function measureWork<Result>(
  run: () => Result | Promise<Result>,
): Promise<{ readonly work: Work; readonly result: Result }> {
  const cpuBefore = process.cpuUsage();
  const startedAtMs = performance.now();
  const result = await run();
  const wallMs = performance.now() - startedAtMs;
  const { user, system } = process.cpuUsage(cpuBefore);
  return { work: { wallMs, cpuMs: (user + system) / 1000 }, result };
}
