import type { Skill } from '@stepup/contracts';
import { humaniseId } from '@stepup/wording/humanise-id';

/** The name of a skill; its id in words where the list does not have it. */
export function skillName(id: string | null, skills: readonly Skill[]): string {
  if (id === null) return 'No skill chosen yet';
  return skills.find((skill) => skill.id === id)?.name ?? humaniseId(id);
}
