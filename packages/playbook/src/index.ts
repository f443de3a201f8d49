export { comparePlaybooks, type PlaybookChange } from './compare-playbooks.ts';
export { listPossibleGaps, type ListedGap } from './list-possible-gaps.ts';
export { type ListedSkill, listSkills } from './list-skills.ts';
export { parsePlaybook } from './parse-playbook.ts';
export { placeStages, type PlacedStage, type ProcessStage } from './place-stages.ts';
export { resolvePlaybook, type ResolvedPlaybook } from './resolve-playbook.ts';
