import { effectsAnswer, effectsQuery } from '@stepup/contracts';
import { listPseudonyms, type PlaceboCheck, readPlaceboCheck, withTenant } from '@stepup/store';
import { wilsonInterval } from '@stepup/statistics';
import { poolEffects } from '@stepup/verification';
import type { Viewer } from '../access/viewer.ts';
import { defineEndpoint } from '../endpoint/endpoint.ts';
import { listCoachedEffects } from './read-coached-effects.ts';
import type { CoachingChoices } from './count-coaching-choices.ts';
import { readCoachingChoices } from './read-coaching-choices.ts';
import { readVerifiedPlans } from './read-verified-plans.ts';
import { toEffectRow } from './to-effect-row.ts';

/** `GET /v1/effects`: what coaching did, by who coached, by skill or by kind of coaching. */
export const effectsEndpoint = defineEndpoint({
  method: 'get',
  path: '/v1/effects',
  operationId: 'readEffects',
  summary: 'Effects of coaching, pooled',
  description:
    'The effects of single plans, partially pooled. Nothing is said on fewer than eight plans, and never a ranking: rows come by key. ' +
    'By manager, what they decide stands beside: flags followed by coaching, wait-lists, verdicts reached. A manager sees their own row and a director everyone below; operations and programs see pseudonyms.',
  access: 'coaching_indicators.read',
  query: effectsQuery,
  answer: effectsAnswer,
  problems: [],
  async handle({ ports, viewer, query }) {
    const { by } = query;
    if (by === 'manager' && viewer.sees.kind === 'groups') {
      return { kind: 'problem', code: 'forbidden', detail: 'This shows single managers.' };
    }
    const { plans, placebo, choices, pseudonymOf } = await withTenant(
      ports.pool,
      viewer.tenant,
      async (tx) => {
        const activated = await readVerifiedPlans(tx);
        return {
          plans: activated,
          placebo: await readPlaceboCheck(tx),
          choices:
            by === 'manager'
              ? await readCoachingChoices(tx, ports, activated)
              : new Map<string, CoachingChoices>(),
          pseudonymOf: new Map(
            [...(await listPseudonyms(tx))].map(([pseudonym, personId]) => [personId, pseudonym]),
          ),
        };
      },
    );
    const effects = listCoachedEffects(plans).flatMap(
      ({ coachId, skillId, startedAt: _started, ...effect }) => {
        const key = { manager: coachId, skill: skillId, kind: 'developmental' }[by];
        return key === null ? [] : [{ key, ...effect }];
      },
    );
    const pooled = new Map(poolEffects(effects).map((one) => [one.key, one]));
    const rows = [...new Set([...pooled.keys(), ...choices.keys()])].flatMap((id) => {
      const key = by === 'manager' ? keyFor(viewer, id, pseudonymOf) : id;
      if (key === null) return [];
      const row = toEffectRow(key, pooled.get(id) ?? { kind: 'too_few_plans', key, plans: 0 });
      const own = choices.get(id);
      return [own === undefined ? row : { ...row, choices: own }];
    });
    return {
      kind: 'answer',
      body: {
        by,
        interval_level: 0.8 as const,
        placebo: placebo === null ? null : toPlacebo(placebo),
        rows: rows.toSorted((a, b) => (a.key < b.key ? -1 : 1)),
      },
    };
  },
});

function toPlacebo({ fakeStarts, reported, asOf }: PlaceboCheck) {
  const rate = reported / fakeStarts;
  const { lower, upper } = wilsonInterval(rate, fakeStarts, 0.8);
  return {
    fake_starts: fakeStarts,
    reported,
    rate,
    interval: [lower, upper] as [number, number],
    as_of: asOf,
  };
}

/** What a manager's row is called for a reader; null where they see it not at all. */
function keyFor({ sees }: Viewer, personId: string, pseudonymOf: ReadonlyMap<string, string>): string | null {
  if (sees.kind !== 'people') return pseudonymOf.get(personId) ?? null;
  return sees.personIds.includes(personId) ? personId : null;
}
