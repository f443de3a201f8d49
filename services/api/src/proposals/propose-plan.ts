import type { PlanProposal } from '@stepup/coaching';
import { recordSchemas } from '@stepup/contracts';
import { listSkills, type ProcessStage, resolvePlaybook } from '@stepup/playbook';
import {
  type DiagnosisCell,
  getPlaybook,
  listOpenWishes,
  type StoredRecord,
  type TenantTransaction,
} from '@stepup/store';
import type * as z from 'zod';

type Step = NonNullable<PlanProposal['step']>;
type WishContent = z.output<typeof recordSchemas.wish.content>;
type Wish = StoredRecord & { readonly content: WishContent };

/** What speaks for a proposal: a wish of one's own, and the best lever of the look that opened the month. */
export interface ProposalGrounds {
  readonly wishOf: (repId: string) => Wish | null;
  /** The first skill of the playbook that serves a step; null where it has none for it. */
  readonly skillFor: (step: Step) => string | null;
}

/** Reads the wishes for a month and the playbook that names skills. */
export async function readProposalGrounds(
  tx: TenantTransaction,
  asked: {
    readonly month: string;
    readonly repIds: readonly string[];
    readonly openStages: readonly ProcessStage[];
  },
): Promise<ProposalGrounds> {
  const { month, repIds, openStages } = asked;
  const wishes = await listOpenWishes(tx, { month, repIds });
  const skills = listSkills(resolvePlaybook(await getPlaybook(tx, 'current')).playbook, openStages);
  return {
    wishOf(repId) {
      const wish = wishes.get(repId);
      return wish === undefined ? null : { ...wish, content: recordSchemas.wish.content.parse(wish.content) };
    },
    skillFor: ({ pipelineId, stageId }) =>
      skills.find(({ stages }) =>
        stages.some((stage) => stage.pipelineId === pipelineId && stage.stageId === stageId),
      )?.id ?? null,
  };
}

/** Whether a better rate at this step would gain anything that can be told: then it is a lever. */
export function isLever({ gain, rate }: Pick<DiagnosisCell, 'gain' | 'rate'>): boolean {
  return gain !== null && rate !== null && gain.deals > 0;
}

/**
 * What the plan of somebody's month could be about, without what was found about them: their own wish, else the skill for the step where a
 * better rate gains most, else whatever they would like.
 */
export function proposePlan(
  repId: string,
  best: DiagnosisCell | undefined,
  { wishOf, skillFor }: ProposalGrounds,
): PlanProposal {
  const wish = wishOf(repId);
  if (wish !== null) return { basis: 'own_wish', skillId: wish.content.skill_id, step: null };
  if (best === undefined || !isLever(best)) return { basis: 'own_wish', skillId: null, step: null };
  const { pipelineId, stageId } = best;
  const step = { pipelineId, stageId };
  return { basis: 'lever', skillId: skillFor(step), step };
}
