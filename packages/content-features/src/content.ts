/** Whose side somebody in a conversation is on. */
export type Side = 'rep' | 'manager' | 'customer';

/** A stretch of speech. `text` is null where only the times are known. */
export interface Segment {
  side: Side;
  startS: number;
  endS: number;
  text: string | null;
}

/** What an activity holds of what was written and said. */
export interface ActivityContent {
  /** A message, or what was noted about a conversation; null where there is none. */
  text: string | null;
  /** In any order; empty where there is none. */
  transcript: readonly Segment[];
  /** Seconds each participant spoke, where the telephone says so and there is no transcript. */
  talkTimes: readonly { side: Side; talkS: number }[];
}
