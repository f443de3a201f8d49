import type { UsualStep } from './usual-step.ts';

/** Something that can be learned and seen: plans, hypotheses and trainings refer to its id. */
export interface Skill {
  id: string;
  name: string;
  /** The steps it serves, as most sales processes have them. */
  steps: readonly UsualStep[];
  /** What good looks like: two to five things that somebody beside the salesperson could see. */
  behaviours: readonly string[];
}
