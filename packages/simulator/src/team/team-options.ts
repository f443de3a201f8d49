/** A team at one look, cell by cell (rep × step), without events: quick to make by the hundred. */
export interface TeamOptions {
  readonly seed: number;
  readonly reps: number;
  readonly steps: number;
  /** Entries per rep and step within the history. */
  readonly entriesPerCell: number;
  /** Natural spread of skill between reps, log-odds. */
  readonly spread: number;
  /** Share of cells with an extra gap, and its size in log-odds (negative). */
  readonly gapShare: number;
  readonly gap: number;
  /** Noise of a rep's month, log-odds. */
  readonly monthNoise: number;
  /** Steps' own log-odds are uniform within ± this; 0.4 unless told otherwise. */
  readonly baseRange?: number;
  /** Length of the history in days; 180 unless told otherwise. */
  readonly historyDays?: number;
  /** What real records do and the method does not expect. */
  readonly stress?: TeamStress;
}

/** Each disturbance on its own; nothing of it unless told. */
export interface TeamStress {
  /** Skill with heavy tails (Student t with 3 degrees of freedom, scaled to the same spread). */
  readonly heavyTails?: boolean;
  /** Standard deviation of the log of a rep's own cycle time. */
  readonly paceSpread?: number;
  /** Share of deals that another rep of the team works than the one they are credited to. */
  readonly ownerChanges?: number;
  /** Share of losses that are recorded at all; the others stay open. */
  readonly lossesRecorded?: number;
  /** Share of moves entered later than they happened, by 20 days on average. */
  readonly lateEntries?: number;
  /** Losses are only closed at clean-ups, every so many days. */
  readonly cleanUpEveryDays?: number;
}
