/** What a look demands before it says something. Tune `margin` to the appetite, not the thresholds. */
export type Thresholds = {
  /** Relative shortfall against a typical colleague that counts as a gap. */
  readonly margin: number;
  readonly strong: { readonly fdr: number; readonly pGap: number; readonly lfsr: number };
  readonly probable: { readonly fdr: number; readonly pGap: number };
  readonly watch: { readonly pGap: number };
  readonly evidence: { readonly exposure: number; readonly expectedEachWay: number };
  /** Peers with at least `evidence.exposure` needed to compare at all, and to learn the spread from the team itself. */
  readonly peers: { readonly toCompare: number; readonly forOwnSpread: number };
};

export const DEFAULT_THRESHOLDS: Thresholds = {
  margin: 0.1,
  strong: { fdr: 0.1, pGap: 0.8, lfsr: 0.05 },
  probable: { fdr: 0.25, pGap: 0.6 },
  watch: { pGap: 0.4 },
  evidence: { exposure: 10, expectedEachWay: 4 },
  peers: { toCompare: 5, forOwnSpread: 8 },
};
