import type { SessionRecord } from '../api/console-answers.ts';

/** How far a talk keeps clear of telling, as its record shows. */
export function readTraps({
  stages,
  roam,
  chart,
  options,
}: Pick<SessionRecord, 'stages' | 'roam' | 'chart' | 'options'>): { label: string; isKept: boolean }[] {
  const analysis = [...roam, ...stages.filter(({ stage }) => stage === 'lead_analysis')].toSorted(
    (one, other) => (one.at < other.at ? -1 : 1),
  );
  return [
    { label: 'The learner’s view first', isKept: analysis[0]?.side === 'learner' },
    { label: 'Chart before a solution', isKept: chart !== null && options.every(({ at }) => at >= chart.at) },
    { label: 'Two options at least', isKept: options.length >= 2 },
    { label: 'One of them the learner’s', isKept: options.some(({ side }) => side === 'learner') },
  ];
}
