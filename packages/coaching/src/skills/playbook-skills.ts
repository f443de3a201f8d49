import { contactedSkills } from './playbook/contacted.ts';
import { leadSkills } from './playbook/lead.ts';
import { negotiationSkills } from './playbook/negotiation.ts';
import { proposalSkills } from './playbook/proposal.ts';
import { qualifiedSkills } from './playbook/qualified.ts';
import type { Skill } from './skill.ts';

/** The skills of the playbook that comes with the product, in the order of the process. */
export const playbookSkills: readonly Skill[] = [
  ...leadSkills,
  ...contactedSkills,
  ...qualifiedSkills,
  ...proposalSkills,
  ...negotiationSkills,
];
