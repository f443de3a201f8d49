import { effectsAnswer, effectsQuery } from '@stepup/contracts';
import {
  listActivatedPlans,
  listLatestVerifications,
  listPseudonyms,
  type StoredVerification,
  withTenant,
} from '@stepup/store';
import { poolEffects } from '@stepup/verification';
import type { Viewer } from '../access/viewer.ts';
import { defineEndpoint } from '../endpoint/endpoint.ts';
import { toEffectRow } from './to-effect-row.ts';

/** `GET /v1/effects`: what coaching did, by who coached, by skill or by kind of coaching. */
export const effectsEndpoint = defineEndpoint({
  method: 'get',
  path: '/v1/effects',
  operationId: 'readEffects',
  summary: 'Effects of coaching, pooled',
  description:
    'The effects of single plans, partially pooled. Nothing is said on fewer than eight plans, and never a ranking: rows come by key. ' +
    'By manager, a manager sees their own row and a director everyone below; operations and programs see pseudonyms.',
  access: 'coaching_indicators.read',
  query: effectsQuery,
  answer: effectsAnswer,
  problems: [],
  async handle({ ports, viewer, query }) {
    const { by } = query;
    if (by === 'manager' && viewer.sees.kind === 'groups') {
      return { kind: 'problem', code: 'forbidden', detail: 'This shows single managers.' };
    }
    const { activated, said, pseudonymOf } = await withTenant(ports.pool, viewer.tenant, async (tx) => ({
      activated: await listActivatedPlans(tx),
      said: await listLatestVerifications(tx),
      pseudonymOf: new Map(
        [...(await listPseudonyms(tx))].map(([pseudonym, personId]) => [personId, pseudonym]),
      ),
    }));
    // Plans that follow one another are one episode: its first plan speaks for it.
    const episodes = new Set<string>();
    const effects = activated.flatMap(({ plan }) => {
      const verification = said.get(plan.id);
      if (verification === undefined || episodes.has(episodeOf(plan.focusId, verification))) return [];
      episodes.add(episodeOf(plan.focusId, verification));
      const effect = verification.content.outcome.effect;
      const key = { manager: plan.coachId, skill: plan.skill.at(-1)?.value, kind: 'developmental' }[by];
      if (effect === null || key === undefined) return [];
      const { pipeline_id, stage_id, started_at } = verification.content;
      const campaign = JSON.stringify([plan.coachId, pipeline_id, stage_id, started_at.slice(0, 7)]);
      return [{ key, campaign, mean: effect.log_odds.mean, sd: effect.log_odds.sd }];
    });
    const rows = poolEffects(effects).flatMap((pooled) => {
      const key = by === 'manager' ? keyFor(viewer, pooled.key, pseudonymOf) : pooled.key;
      return key === null ? [] : [toEffectRow(key, pooled)];
    });
    return {
      kind: 'answer',
      body: { by, interval_level: 0.8 as const, rows: rows.toSorted((a, b) => (a.key < b.key ? -1 : 1)) },
    };
  },
});

function episodeOf(focusId: string, { content }: StoredVerification): string {
  return JSON.stringify([focusId, content.pipeline_id, content.stage_id]);
}

/** What a manager's row is called for a reader; null where they see it not at all. */
function keyFor({ sees }: Viewer, personId: string, pseudonymOf: ReadonlyMap<string, string>): string | null {
  if (sees.kind !== 'people') return pseudonymOf.get(personId) ?? null;
  return sees.personIds.includes(personId) ? personId : null;
}
