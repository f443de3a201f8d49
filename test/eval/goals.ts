/** What each measure must reach; null where it is only reported. Sizes are entries a cell, about n + 10 %. */
export interface Goal {
  readonly least?: number;
  readonly most?: number;
}

export const sizes = [
  { n: 15, entriesPerCell: 17 },
  { n: 40, entriesPerCell: 44 },
  { n: 120, entriesPerCell: 130 },
] as const;

export type Size = (typeof sizes)[number]['n'];

export const cellGoals: Readonly<Record<Size, Readonly<Record<string, Goal>>>> = {
  15: {
    'probable: PPV': { least: 0.65 },
    'flags where nobody differs: probable': { most: 0.15 },
    'flags where nobody differs: strong': { most: 0.05 },
    'RMSE of the rate': { most: 0.082 },
    'coverage of 90 % intervals': { least: 0.82, most: 0.95 },
    'calibration of P(gap), worst bin': { most: 0.1 },
  },
  40: {
    'strong: PPV': { least: 0.85 },
    'strong: wrong sign': { most: 0.04 },
    'strong: recall20': { least: 0.25 },
    'probable: PPV': { least: 0.76 },
    'probable: recall20': { least: 0.5 },
    'flags where nobody differs: probable': { most: 0.15 },
    'flags where nobody differs: strong': { most: 0.05 },
    'RMSE of the rate': { most: 0.066 },
    'coverage of 90 % intervals': { least: 0.83, most: 0.95 },
    'calibration of P(gap), worst bin': { most: 0.1 },
  },
  120: {
    'strong: PPV': { least: 0.9 },
    'strong: wrong sign': { most: 0.02 },
    'strong: recall20': { least: 0.7 },
    'probable: PPV': { least: 0.82 },
    'probable: recall20': { least: 0.84 },
    'flags where nobody differs: probable': { most: 0.15 },
    'flags where nobody differs: strong': { most: 0.05 },
    'RMSE of the rate': { most: 0.047 },
    'coverage of 90 % intervals': { least: 0.85, most: 0.95 },
    'calibration of P(gap), worst bin': { most: 0.08 },
  },
};

export const leverGoals: Readonly<Record<string, Goal>> = {
  'levers: share of the best achievable gain': { least: 0.72 },
  'levers: predicted / true gain': { least: 0.85, most: 1.15 },
  'levers: coverage of 80 % intervals': { least: 0.78, most: 0.9 },
  'levers: calibration of P(best), worst bin': { most: 0.1 },
};

export const hypothesisGoals: Readonly<Record<string, Goal>> = {
  'hypotheses: right cause named': { least: 0.7 },
  'hypotheses: decoy named': { most: 0.03 },
};

export const timeGoals: Readonly<Record<string, Goal>> = {
  'time: changes of probable per 100 cells and year': { most: 40 },
};

/** Four coached together, 30 deals each before and after; reported for 90 as well. */
export const coachingGoals: Readonly<Record<string, Goal>> = {
  'bias at no effect, one alone': { least: -0.15, most: 0.15 },
  'bias at no effect, four together': { least: -0.15, most: 0.15 },
  'worked at no effect, one alone': { most: 0.07 },
  'worked at no effect, four together': { most: 0.07 },
  'coverage of 90 % intervals, one alone': { least: 0.84 },
  'coverage of 90 % intervals, four together': { least: 0.84 },
  'an effect reported of fake starts': { most: 0.07 },
  'four together: worked at .5': { least: 0.5 },
  'four together: worked at .8': { least: 0.8 },
};

/** Eight of the lowest, four of them drawn to start, 90 deals each; reported for 30 as well. */
export const campaignGoals: Readonly<Record<string, Goal>> = {
  'wait-list: bias at no effect': { least: -0.1, most: 0.1 },
  'wait-list: bias at .5': { least: -0.1, most: 0.1 },
  'wait-list: worked at no effect': { most: 0.07 },
  'wait-list: worked or fell at no effect': { most: 0.08 },
  'wait-list: coverage of 90 % intervals': { least: 0.84 },
  'wait-list: worked at .8': { least: 0.8 },
};

/** Twelve plans a manager; what 80 % intervals cover is known to .015 on 720 managers, so the line is two of those away. */
export const managerGoals: Readonly<Record<string, Goal>> = {
  'managers: rank correlation with the truth': { least: 0.5 },
  'managers: coverage of 80 % intervals': { least: 0.77, most: 0.87 },
  'managers: said of those with seven plans': { most: 0 },
};

export function meets(value: number, { least = -Infinity, most = Infinity }: Goal): boolean {
  return value >= least && value <= most;
}

export function describeGoal(goal: Goal | undefined): string {
  if (goal === undefined) return 'report';
  const { least, most } = goal;
  if (least !== undefined && most !== undefined) return `${least} – ${most}`;
  return least !== undefined ? `≥ ${least}` : `≤ ${most}`;
}
