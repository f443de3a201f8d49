import { listSkills, resolvePlaybook } from '@stepup/playbook';
import { getPlaybook } from '@stepup/store';
import { invalidBody } from '../endpoint/define-write.ts';
import type { EndpointProblem } from '../endpoint/endpoint.ts';
import type { RecordSurroundings } from './record-definition.ts';

/** A wish, or a campaign, names a skill of the playbook. */
export async function checkWishedSkill<Opening extends { readonly skill_id: string }>(
  opening: Opening,
  { tx }: Pick<RecordSurroundings, 'tx'>,
): Promise<{ readonly kind: 'completed'; readonly opening: Opening } | EndpointProblem> {
  const { playbook } = resolvePlaybook(await getPlaybook(tx, 'current'));
  const isKnown = listSkills(playbook, []).some(({ id }) => id === opening.skill_id);
  return isKnown
    ? { kind: 'completed', opening }
    : invalidBody([{ path: '/skill_id', message: 'names no skill of the playbook' }]);
}
