import type { RecordFacts } from '@stepup/coaching';
import { type StoredRecord, findSkillLearners, findWorkedOnObstacle } from '@stepup/store';
import { readHolidaysAhead } from '../questions/read-holidays-ahead.ts';
import type { RecordSurroundings } from './record-definition.ts';

/** Another obstacle of the plan that is worked on now. */
export async function findOtherObstacle(
  { tx }: RecordSurroundings,
  { id, planId }: Pick<StoredRecord, 'id' | 'planId'>,
): Promise<RecordFacts> {
  return planId === null ? {} : { workedOnObstacleId: await findWorkedOnObstacle(tx, { planId, id }) };
}

/** Whom the one reports to who is asked now. */
export async function findNextLevel(
  { people }: RecordSurroundings,
  { coachId }: Pick<StoredRecord, 'coachId'>,
): Promise<RecordFacts> {
  const asked = people.find(({ personId }) => personId === coachId);
  const next = asked?.managerId ?? null;
  return { nextLevelId: next === coachId ? null : next };
}

/** On which days of the next weeks the tenant does not work. */
export async function findHolidays({ ports, tx, today }: RecordSurroundings): Promise<RecordFacts> {
  return { holidays: await readHolidaysAhead(ports, { tenant: tx.tenant, today }) };
}

/** Who was a learner of the skill in a training that was held. */
export async function findHeldTrainings(
  { tx }: RecordSurroundings,
  { content, command }: { readonly content: { readonly skill_id: string } | null; readonly command: object },
): Promise<RecordFacts> {
  const skillId =
    content?.skill_id ??
    ('skill_id' in command && typeof command.skill_id === 'string' ? command.skill_id : null);
  return skillId === null ? {} : { learnedBefore: await findSkillLearners(tx, skillId) };
}
