import type { SessionPreparation } from '@stepup/contracts';
import { listPossibleGaps, resolvePlaybook } from '@stepup/playbook';
import type { Warehouse } from '@stepup/warehouse';
import { readOpenStages } from '../playbooks/open-stages.ts';

/** At most two possible gaps at once: more is a questionnaire. */
const mostGaps = 2;

interface Asked {
  written: Parameters<typeof resolvePlaybook>[0];
  skillId: string | null;
  step: { readonly pipelineId: string; readonly stageId: string } | null;
}

/** The open questions of the playbook for the plan’s skill and step, and what good looks like. */
export async function readQuestions(
  warehouse: Warehouse,
  tenant: string,
  { written, skillId, step }: Asked,
): Promise<{ methodology: string[]; questions: SessionPreparation['questions'] }> {
  const { playbook } = resolvePlaybook(written);
  const skill = playbook.skills.find(({ id }) => id === skillId);
  const methodology = [...(skill?.behaviours ?? [])];
  if (step === null) return { methodology, questions: [] };
  const gaps = listPossibleGaps(playbook, await readOpenStages(warehouse, tenant), step);
  // The skill of the plan first: the others help to find out that it is something else.
  const ordered = gaps.toSorted(
    (one, other) => Number(other.skill === skillId) - Number(one.skill === skillId),
  );
  return {
    methodology,
    questions: ordered
      .slice(0, mostGaps)
      .map(({ skill: of, because, ask }) => ({ skill: of, because, ask: [...ask] })),
  };
}
