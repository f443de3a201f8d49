/** Records that nobody would wish for: every one of them gets an answer in words, never a number that is none and never a failure. */
import {
  diagnosesAnswer,
  diagnosisCellsAnswer,
  diagnosisRun,
  diagnosisRunStarted,
  leversAnswer,
  proposalsAnswer,
} from '@stepup/contracts';
import { cellSentence } from '@stepup/wording/cell-sentence';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type HttpInstance, readBodyAs, startHttpInstance } from '../contract/http-instance.ts';

const asOf = '2026-03-01T00:00:00.000000Z';
const dayMs = 86_400_000;
const six = ['r1', 'r2', 'r3', 'r4', 'r5', 'r6'];
const dealsARep = 20;

type Event = Record<string, unknown>;

function event(id: string, type: string, day: number, data: Event): Event {
  const time = new Date(Date.parse('2025-10-01T00:00:00Z') + day * dayMs).toISOString();
  return { specversion: '1.0', source: 'odd', type, id, time, data };
}

const won = { stage_id: 'won', name: 'Won', position: 9, outcome: 'won' };
const lost = { stage_id: 'lost', name: 'Lost', position: 9, outcome: 'lost' };
const stage = (stage_id: string, position: number) => ({
  stage_id,
  name: stage_id,
  position,
  horizon_days: 30,
});
const define = (stages: readonly Event[], day = -10): Event =>
  event(`pipeline-${day}`, 'sales.pipeline.defined.v1', day, { pipeline_id: 'p', name: 'P', stages });
const usual = define([stage('first', 1), stage('second', 2), won, lost]);

const people = (reps: readonly string[]): Event[] => [
  event('boss', 'sales.person.changed.v1', -20, {
    person_id: 'boss',
    name: 'boss',
    role: 'manager',
    active: true,
  }),
  ...reps.map((person_id) =>
    event(person_id, 'sales.person.changed.v1', -20, {
      person_id,
      name: person_id,
      role: 'rep',
      active: true,
      manager_id: 'boss',
    }),
  ),
];

/** Deals that stand at the first of these stages, and each of the others five days later. */
function dealsThrough(
  reps: readonly string[],
  stagesOf: (n: number) => readonly string[],
  fields = {},
): Event[] {
  return reps.flatMap((owner_id) =>
    Array.from({ length: dealsARep }, (_, n) =>
      stagesOf(n).map((stage_id, step) =>
        event(`${owner_id}-${n}-${step}`, 'sales.deal.changed.v1', n + 5 * step, {
          deal_id: `${owner_id}-${n}`,
          stage_id,
          ...(step === 0 ? { pipeline_id: 'p', owner_id, amount: 1000, currency: 'EUR', ...fields } : {}),
        }),
      ),
    ).flat(),
  );
}

const mixed = (n: number): readonly string[] =>
  ['first', n % 3 === 0 ? 'lost' : 'second', 'won'].slice(0, n % 3 === 0 ? 2 : 3);

/** One deal that was moved to and fro more often than anybody would. */
const restless = Array.from({ length: 4_000 }, (_, n) =>
  event(`restless-${n}`, 'sales.deal.changed.v1', (n * 100) / 4_000, {
    deal_id: 'restless',
    stage_id: n % 2 === 0 ? 'first' : 'second',
    ...(n === 0 ? { pipeline_id: 'p', owner_id: 'r1' } : {}),
  }),
);

const same = (who: string) => new RegExp(`^${who} on here, so there is nothing to compare\\.$`);
const nothingYet = /^No deal is decided yet\./;
const judged = /^(No sign of a gap|This look points to a gap)/;

const cases: readonly [string, readonly Event[], Readonly<Record<string, RegExp>>][] = [
  [
    'a team of one',
    [usual, ...people(['r1']), ...dealsThrough(['r1'], mixed)],
    { first: /^The team is too small/ },
  ],
  ['no deals', [usual, ...people(six)], { first: nothingYet, second: nothingYet }],
  [
    'all won',
    [usual, ...people(six), ...dealsThrough(six, () => ['first', 'second', 'won'])],
    { first: same('Nearly every deal moves'), second: same('Nearly every deal moves') },
  ],
  [
    'all lost',
    [usual, ...people(six), ...dealsThrough(six, () => ['first', 'lost'])],
    { first: same('Hardly any deal moves'), second: nothingYet },
  ],
  [
    'one deal moved four thousand times, and sent twice',
    [usual, ...people(six), ...dealsThrough(six, mixed), ...restless, ...restless],
    { first: judged },
  ],
  [
    'a step without a successor',
    [
      define([stage('only', 1), lost]),
      ...people(six),
      ...dealsThrough(six, (n) => (n % 2 === 0 ? ['only', 'lost'] : ['only'])),
    ],
    { only: /./ },
  ],
  [
    'a pipeline redefined in the middle of the window',
    [
      define([stage('old', 1), stage('second', 2), won, lost]),
      define([stage('new', 1), stage('second', 2), won, lost], 10),
      ...people(six),
      ...dealsThrough(six, (n) => ['old', n % 3 === 0 ? 'lost' : 'second']),
    ],
    { new: nothingYet, second: /./ },
  ],
  [
    'amounts missing',
    [usual, ...people(six), ...dealsThrough(six, mixed, { amount: null, currency: null })],
    { first: judged },
  ],
];

let product: HttpInstance;
beforeAll(async () => {
  product = await startHttpInstance();
}, 240_000);
afterAll(() => product.stop());

it.each(cases)('%s', async (name, events, words) => {
  const tenant = name.replaceAll(/[^a-z]+/g, '-').slice(0, 40);
  for (let at = 0; at < events.length; at += 5_000)
    expect((await product.send(tenant, events.slice(at, at + 5_000))).status).toBe(202);
  const token = await product.tokenOf(tenant, { person: 'boss' });
  const read = (path: string) => product.get(tenant, path, token);
  const started = await product.request('/v1/diagnosis-runs', {
    method: 'POST',
    body: JSON.stringify({ as_of: asOf }),
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
  });
  const { id } = readBodyAs(diagnosisRunStarted, started);
  const run = async () => readBodyAs(diagnosisRun, await read(`/v1/diagnosis-runs/${id}`));
  await expect.poll(async () => (await run()).state, { timeout: 60_000, interval: 100 }).toBe('done');
  expect(await run()).toMatchObject({ error: null, failed_teams: 0 });

  const cells = readBodyAs(
    diagnosisCellsAnswer,
    await read(`/v1/diagnosis-runs/${id}/cells?limit=1000`),
  ).items;
  for (const [stageId, expected] of Object.entries(words)) {
    const ofStage = cells.filter(({ stage_id }) => stage_id === stageId);
    expect(ofStage.length, stageId).toBe(
      events.filter(({ type, id: of }) => type === 'sales.person.changed.v1' && of !== 'boss').length,
    );
    for (const cell of ofStage) expect(cellSentence(cell, { ownPage: false })).toMatch(expected);
  }
  const answers = [
    cells.map((cell) => cellSentence(cell, { ownPage: true })),
    readBodyAs(diagnosesAnswer, await read(`/v1/diagnoses?as_of=${asOf}`)).items,
    readBodyAs(proposalsAnswer, await read(`/v1/proposals?as_of=${asOf}`)).items,
    readBodyAs(leversAnswer, await read(`/v1/reps/r1/levers?as_of=${asOf}`)),
  ];
  expect(JSON.stringify(answers)).not.toMatch(/NaN|Infinity|undefined/);
});
