import { definitionAt, readTimeline } from './deal-timeline.test-support.ts';
import type { DealState, Stage } from './deal-timeline.test-support.ts';
import type { SimulatedHistory } from './simulate-history.ts';

/** Notes that a history puts a clause to the test. */
export type Mark = (clause: string, holds?: boolean) => void;

/** What becomes of a deal's stages: the clauses of the derived history. */
export function markHistory(history: SimulatedHistory, dealId: string, mark: Mark): void {
  const states = readTimeline(history, dealId);
  let stages: Stage[] = [];
  let pipelineId: string | null = null;
  let enteredPipelineAt = '';
  const pipelinesSeen = new Set<string>();
  const walk: Stage[] = [];
  for (const [index, state] of states.entries()) {
    const previous = states[index - 1];
    if (state.pipelineId !== pipelineId) {
      mark('pipeline: left for none', pipelineId !== null && state.pipelineId === null);
      mark('pipeline: moved', pipelineId !== null && state.pipelineId !== null);
      mark(
        'pipeline: moved, stage kept',
        pipelineId !== null && state.pipelineId !== null && state.stageId === previous?.stageId,
      );
      mark('pipeline: moved back', state.pipelineId !== null && pipelinesSeen.has(state.pipelineId));
      pipelineId = state.pipelineId;
      enteredPipelineAt = state.time;
      walk.length = 0;
      if (pipelineId !== null) pipelinesSeen.add(pipelineId);
      stages = pipelineId === null ? [] : definitionAt(history, pipelineId, state.time);
    }
    const now = pipelineId === null ? [] : definitionAt(history, pipelineId, state.time);
    mark('pipeline: redefined while the deal is in it', JSON.stringify(now) !== JSON.stringify(stages));
    mark(
      'pipeline: entered after a redefinition',
      pipelineId !== null &&
        stages.length > 0 &&
        JSON.stringify(stages) !== JSON.stringify(definitionAt(history, pipelineId, '')) &&
        enteredPipelineAt === state.time,
    );
    const stage = stages.find(({ stageId }) => stageId === state.stageId);
    mark('stage: unknown', stage === undefined && state.stageId !== null && stages.length > 0);
    mark('stage: none', stage === undefined && state.stageId === null && pipelineId !== null);
    if (stage === undefined) continue;
    const last = walk.at(-1);
    mark(
      'stage: two at one instant',
      last !== undefined && last.stageId !== stage.stageId && previous?.time === state.time,
    );
    mark('stage: told again', last?.stageId === stage.stageId && previous?.stageId === state.stageId);
    if (last?.stageId !== stage.stageId) walk.push(stage);
  }
  markWalk(stages, walk, mark);
}

/** Stages and shapes of the golden cases, A1 B2 C3. */
const goldenStages = 'A,B,C';
const goldenWalks = [
  'A,B,won',
  'A,C,lost',
  'B,lost',
  'A,B,A,lost',
  'A,B,lost,B',
  'A,B,C,won,C,lost',
  'A,lost,B',
  'A,B,won,B,lost',
  'won',
];

function markWalk(stages: readonly Stage[], walk: readonly Stage[], mark: Mark): void {
  const open = stages
    .filter(({ outcome }) => outcome === null)
    .sort((left, right) => left.position - right.position);
  const rank = (stage: Stage): number => open.findIndex(({ stageId }) => stageId === stage.stageId);
  const first = walk[0];
  if (first === undefined) return;
  if (open.map(({ stageId }) => stageId).join() === goldenStages) {
    const golden = goldenWalks.find((shape) => shape === walk.map(({ stageId }) => stageId).join());
    mark(`golden: ${golden}`, golden !== undefined);
  }
  const isWon = ({ outcome }: Stage): boolean => outcome === 'won';
  const isLost = ({ outcome }: Stage): boolean => outcome === 'lost';
  mark(
    'walk: outcome only',
    walk.every(({ outcome }) => outcome !== null),
  );
  mark(
    'walk: first seen in an outcome, open later',
    first.outcome !== null && walk.some(({ outcome }) => outcome === null),
  );
  mark('walk: first seen late', first.outcome === null && rank(first) > 0);
  mark(
    'walk: outcome at a position between the steps',
    walk.some(
      (stage) =>
        stage.outcome !== null &&
        stage.position > (open[0]?.position ?? 0) &&
        stage.position < (open.at(-1)?.position ?? 0),
    ),
  );
  mark('walk: several won stages', stages.filter(isWon).length > 1 && walk.some(isWon));
  for (const [index, stage] of walk.entries()) {
    const before = walk[index - 1];
    if (before === undefined) continue;
    const bothOpen = before.outcome === null && stage.outcome === null;
    mark('walk: on to the next step', bothOpen && rank(stage) === rank(before) + 1);
    mark('walk: skipped a step', bothOpen && rank(stage) > rank(before) + 1);
    mark('walk: stepped back', bothOpen && rank(stage) < rank(before));
    mark(
      'walk: won from before the last step',
      isWon(stage) && before.outcome === null && rank(before) < open.length - 1,
    );
    mark('walk: won from the last step', isWon(stage) && rank(before) === open.length - 1);
    mark('walk: lost at the last step', isLost(stage) && rank(before) === open.length - 1);
    mark(
      'walk: lost before the last step',
      isLost(stage) && before.outcome === null && rank(before) < open.length - 1,
    );
    mark('walk: reopened after lost', isLost(before) && stage.outcome === null);
    mark('walk: reopened after won', isWon(before) && stage.outcome === null);
    mark(
      'walk: reopened below the highest stage',
      before.outcome !== null &&
        stage.outcome === null &&
        walk.slice(0, index).some((other) => other.outcome === null && rank(other) > rank(stage)),
    );
    mark('walk: won turned lost', isWon(before) && isLost(stage));
    mark('walk: lost turned won', isLost(before) && isWon(stage));
    mark(
      'walk: closed twice with an opening between',
      stage.outcome !== null &&
        walk.slice(0, index).some(({ outcome }) => outcome !== null) &&
        before.outcome === null,
    );
  }
  const end = walk.at(-1);
  mark('walk: open at the end', end?.outcome === null);
}

/** Who owned the deal while it stood somewhere: the clauses of the credited rep. */
export function markOwners(history: SimulatedHistory, dealId: string, mark: Mark): void {
  const states = readTimeline(history, dealId);
  const runs: DealState[][] = [];
  for (const state of states) {
    const run = runs.at(-1);
    if (run !== undefined && run[0]?.stageId === state.stageId && run[0].pipelineId === state.pipelineId)
      run.push(state);
    else runs.push([state]);
  }
  for (const [index, run] of runs.entries()) {
    if (run[0]?.stageId === null || run[0]?.pipelineId === null) continue;
    const endTime = runs[index + 1]?.[0]?.time ?? history.asOf;
    const lengths = new Map<string | null, number>();
    for (const [place, { time, ownerId }] of run.entries()) {
      const length = Date.parse(run[place + 1]?.time ?? endTime) - Date.parse(time);
      lengths.set(ownerId, (lengths.get(ownerId) ?? 0) + length);
    }
    const owners = [...lengths.keys()].filter((ownerId) => ownerId !== null);
    const known = owners.map((ownerId) => lengths.get(ownerId) ?? 0);
    mark('owner: changed within a step', owners.length > 1);
    mark('owner: equally long', known.length > 1 && known[0] === known[1] && (known[0] ?? 0) > 0);
    mark('owner: the later one longer', known.length > 1 && (known[1] ?? 0) > (known[0] ?? 0));
    mark('owner: the earlier one longer', known.length > 1 && (known[1] ?? 0) < (known[0] ?? 0));
    mark('owner: nobody', owners.length === 0);
    mark('owner: nobody for a while', owners.length > 0 && (lengths.get(null) ?? 0) > 0);
    mark('owner: of a step of no length', owners.length > 0 && known.every((length) => length === 0));
    mark(
      'owner: back again',
      run.some(
        (state, place) =>
          place > 1 && state.ownerId === run[0]?.ownerId && run[place - 1]?.ownerId !== state.ownerId,
      ),
    );
    mark(
      'owner: changed with the stage',
      index > 0 && run[0] !== undefined && runs[index - 1]?.at(-1)?.ownerId !== run[0].ownerId,
    );
  }
}
