import type { ChartQuestion } from '@stepup/contracts';

/** What two people wrote while they worked on one skill: every text of the example that is about it. */
export interface SkillStory {
  readonly skill: string;
  readonly pipeline: string;
  readonly stage: string;
  readonly reason: string;
  readonly selfAnalysis: string;
  readonly coachView: string;
  readonly measures: readonly string[];
  readonly coachAction: string;
  readonly target: { readonly behaviour: string; readonly baseline: number; readonly value: number };
  readonly actual: string;
  /** The first is worked on, the second follows it. */
  readonly obstacles: readonly [string, string, string];
  readonly obstacleLearned: string;
  readonly talk: {
    readonly purpose: string;
    readonly learner: string;
    readonly coach: string;
    /** The question of the chart that is answered with no. */
    readonly missing: ChartQuestion;
    readonly options: readonly [string, string];
    readonly action: string;
    readonly seenBy: string;
  };
  readonly experiments: readonly Experiment[];
  readonly reviews: readonly { readonly learned: string; readonly next: string; readonly expected: string }[];
}

interface Experiment {
  readonly step: string;
  readonly expected: string;
  readonly otherwise?: string;
  readonly probability?: 'unlikely' | 'even' | 'likely' | 'sure';
  readonly happened: string;
  readonly learned: string;
  readonly asExpected: 'yes' | 'partly' | 'no';
  readonly next: string;
}
