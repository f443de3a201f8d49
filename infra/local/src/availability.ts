/** How a server can be had on this machine. */
export type Availability =
  | { kind: 'docker' }
  /** As a process of ours, from programs or jars of this machine. */
  | { kind: 'process' }
  | { kind: 'unavailable'; reason: string };
