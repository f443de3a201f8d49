/** The steps that most sales processes have, in order; each is named after the stage in which a deal stands. */
export const usualSteps = ['lead', 'contacted', 'qualified', 'proposal', 'negotiation'] as const;

export type UsualStep = (typeof usualSteps)[number];

/** Words by which stages are known; the first step whose word occurs in a stage's name is taken. */
const stageWords: readonly (readonly [UsualStep, readonly string[]])[] = [
  // The later steps first: “proposal to lead buyer” is a proposal, “qualified lead” a qualified case.
  ['negotiation', ['negotiation', 'negotiating', 'contract', 'closing', 'verbal']],
  ['proposal', ['proposal', 'proposed', 'offer', 'quote', 'quotation', 'presentation']],
  ['qualified', ['qualified', 'qualification', 'opportunity', 'discovery', 'analysis', 'demo', 'case']],
  ['contacted', ['contacted', 'contact', 'connected', 'engaged', 'engaging', 'working', 'meeting']],
  ['lead', ['lead', 'leads', 'new', 'prospect', 'prospecting', 'inquiry', 'enquiry']],
];

/** The usual step that a stage stands for, read from the words of its id and name; null where they say nothing. */
export function usualStepOf(stage: { stageId: string; name: string }): UsualStep | null {
  const words = new Set(`${stage.name} ${stage.stageId}`.toLowerCase().split(/[^\p{L}]+/u));
  return stageWords.find(([, known]) => known.some((word) => words.has(word)))?.[0] ?? null;
}
