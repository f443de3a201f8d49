/** What was started, to be stopped in reverse order. */
export interface StopStack {
  push(name: string, stop: () => Promise<unknown>): void;
  /** Stops everything, later parts first, each even if another fails; throws what failed at the end. */
  stopAll(): Promise<void>;
}

export function createStopStack(): StopStack {
  const steps: { name: string; stop: () => Promise<unknown> }[] = [];
  return {
    push: (name, stop) => {
      steps.push({ name, stop });
    },
    stopAll: async () => {
      const failures: Error[] = [];
      for (let step = steps.pop(); step !== undefined; step = steps.pop()) {
        try {
          await step.stop();
        } catch (cause) {
          failures.push(new Error(`${step.name} did not stop in order`, { cause }));
        }
      }
      if (failures.length > 0)
        throw new AggregateError(failures, failures.map(({ message }) => message).join('; '));
    },
  };
}
