/** What a look at one part came to. */
export interface Finding {
  what: string;
  isGood: boolean;
  /** What was seen; where that is wrong also what to do. */
  says: string;
}
