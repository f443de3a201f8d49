import type { DataQualityCheck } from '@stepup/contracts';
import { formatCount } from '@stepup/wording/numbers';

const words: Readonly<Record<DataQualityCheck['entity'], readonly [one: string, many: string]>> = {
  deal: ['deal', 'deals'],
  activity: ['activity', 'activities'],
  person: ['person', 'people'],
  source: ['source', 'sources'],
};

/** How many records are behind a check, of how many: `12 of 8,400 deals`. */
export function foundWords({ entity, found, of }: Pick<DataQualityCheck, 'entity' | 'found' | 'of'>): string {
  return `${formatCount(found)} of ${formatCount(of)} ${words[entity][of === 1 ? 0 : 1]}`;
}

/** What the whole page says first. */
export function qualitySentence(checks: readonly Pick<DataQualityCheck, 'found'>[]): string {
  const failing = checks.filter(({ found }) => found > 0).length;
  if (failing === 0) return `All ${checks.length} checks found nothing.`;
  return failing === 1
    ? `One of ${checks.length} checks found something to repair.`
    : `${failing} of ${checks.length} checks found something to repair.`;
}
