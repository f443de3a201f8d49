/**
 * `pnpm eval`: how true flags, levers, hypotheses and their changes over time are, on simulated teams whose truth is
 * known, with the usual ways beside them. Prints a Markdown report and writes it with plots (SVG) to the folder named by
 * `--out`. `--seeds N` (90) teams are pooled, a third of them for all but
 * the first three tables and coaching, from `--first-seed` (1) on. `--part diagnosis` or `--part coaching` leaves out the other.
 * Exits with 1 where a measure misses its line.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import {
  campaignGoals,
  cellGoals,
  coachingGoals,
  describeGoal,
  type Goal,
  hypothesisGoals,
  leverGoals,
  managerGoals,
  meets,
  sizes,
  timeGoals,
} from './goals.ts';
import {
  funnel,
  judgeSize,
  measureDiagnosis,
  type Measures,
  nameCampaignMeasures,
  nameCoachingMeasures,
  nameHypothesisMeasures,
  nameLeverMeasures,
  nameManagerMeasures,
  stresses,
  team,
  trueEffects,
} from './measure-all.ts';
import { calibrateGaps, judgeTeams, type JudgedCell, measureFlags } from './measure-cells.ts';
import { measureCampaigns } from './measure-campaigns.ts';
import { measureCoaching, type WayQuality } from './measure-coaching.ts';
import { measureHypotheses } from './measure-hypotheses.ts';
import { measureLevers } from './measure-levers.ts';
import { measureManagers } from './measure-managers.ts';
import { measureTime } from './measure-time.ts';
import { naiveMethods } from './naive-methods.ts';
import { drawCalibration, drawFunnel, drawRoc } from './plots/draw-plots.ts';

const { values: given } = parseArgs({
  options: {
    out: { type: 'string', default: 'test/eval/report' },
    seeds: { type: 'string', default: '90' },
    'first-seed': { type: 'string', default: '1' },
    part: { type: 'string' },
  },
});
const firstSeed = Number(given['first-seed']);
const seedCount = Number(given.seeds);
const seeds = Array.from({ length: seedCount }, (_, i) => firstSeed + i);
// Thirty teams leave a standard error of .03 on a recall, too much to hold it against a line.
const fewerSeeds = seeds.slice(0, Math.ceil(seedCount / 3));
// Two years of monthly looks cost twenty-four teams each.
const seedsOfTime = seeds.slice(0, Math.ceil(seedCount / 15));

const report: string[] = [];
const plots = new Map<string, string>();
let missed = 0;

function say(line = ''): void {
  report.push(line);
  console.log(line);
}

function sayMeasures(measures: Measures, goals: Readonly<Record<string, Goal>>): void {
  say('| measure | value | to reach | |');
  say('|---|---|---|---|');
  for (const [name, value] of Object.entries(measures)) {
    const goal = goals[name];
    const isMet = goal === undefined || meets(value, goal);
    if (!isMet) missed += 1;
    say(
      `| ${name} | ${format(value)} | ${describeGoal(goal)} | ${goal === undefined ? '' : isMet ? 'ok' : '**missed**'} |`,
    );
  }
  say();
}

function sayNaive(cells: readonly JudgedCell[], ofEquals: readonly JudgedCell[]): void {
  say('| usual way | flags a team | PPV | wrong sign | recall20 | flags where nobody differs |');
  say('|---|---|---|---|---|---|');
  for (const [name, method] of Object.entries(naiveMethods)) {
    const { flagsPerTeam, ppv, wrongSign, recall20 } = measureFlags(cells, method(cells));
    const alarms = measureFlags(ofEquals, method(ofEquals)).flagsPerTeam;
    say(`| ${name} | ${[flagsPerTeam, ppv, wrongSign, recall20, alarms].map(format).join(' | ')} |`);
  }
  say();
}

function format(value: number): string {
  if (Number.isNaN(value)) return 'none';
  return Math.abs(value) >= 10 ? value.toFixed(1) : value.toFixed(3);
}

function evaluateDiagnosis(): void {
  for (const { n, entriesPerCell } of sizes) {
    say(`## About ${n} deals a cell`);
    say();
    const { cells, ofEquals } = judgeSize(entriesPerCell, seeds);
    sayMeasures(measureDiagnosis(cells, ofEquals), cellGoals[n]);
    sayNaive(cells, ofEquals);
    plots.set(
      `calibration-${n}.svg`,
      drawCalibration(`P(gap), about ${n} deals a cell`, calibrateGaps(cells, 'typical')),
    );
    plots.set(`roc-${n}.svg`, drawRoc(`Gaps found, about ${n} deals a cell`, cells));
    const oneStep = cells.filter(({ team: seed, cell }) => seed === seeds[0] && cell.step === 'step-1');
    plots.set(`funnel-${n}.svg`, drawFunnel(`One step, about ${n} deals a rep`, oneStep));
  }

  say('## What real records do, about 40 deals a cell');
  say();
  say(
    '| disturbance | strong: PPV | strong: recall20 | probable: PPV | probable: recall20 | RMSE | coverage | flags where nobody differs |',
  );
  say('|---|---|---|---|---|---|---|---|');
  for (const [name, stress] of [['none', {}] as const, ...Object.entries(stresses)]) {
    const options = { ...team, entriesPerCell: 44, stress };
    const cells = judgeTeams(options, fewerSeeds);
    const ofEquals = judgeTeams({ ...options, spread: 0, gapShare: 0, monthNoise: 0.1 }, fewerSeeds);
    const measures = measureDiagnosis(cells, ofEquals);
    const columns = [
      'strong: PPV',
      'strong: recall20',
      'probable: PPV',
      'probable: recall20',
      'RMSE of the rate',
      'coverage of 90 % intervals',
      'flags where nobody differs: probable',
    ];
    say(`| ${name} | ${columns.map((column) => format(measures[column] ?? NaN)).join(' | ')} |`);
  }
  say();

  for (const { n, entriesPerCell } of sizes) {
    say(`## Levers, about ${n} deals a cell, five steps`);
    say();
    const levers = measureLevers({ ...funnel, entriesPerCell }, fewerSeeds);
    sayMeasures(nameLeverMeasures(levers), n === 40 ? leverGoals : {});
    plots.set(
      `levers-${n}.svg`,
      drawCalibration(`P(best lever), about ${n} deals a cell`, levers.calibration),
    );
  }

  for (const n of [40, 120]) {
    say(`## Hypotheses, ${n} deals a rep`);
    say();
    sayMeasures(nameHypothesisMeasures(measureHypotheses(n, fewerSeeds)), n === 40 ? hypothesisGoals : {});
  }

  for (const dealsPerMonth of [10, 25]) {
    say(`## Two years of monthly looks, ${dealsPerMonth} deals a month, ${seedsOfTime.length} teams`);
    say();
    const time = measureTime({ ...team, dealsPerMonth }, seedsOfTime);
    sayMeasures(
      {
        'time: changes of probable per 100 cells and year': time.probableChanges,
        'time: changes of strong per 100 cells and year': time.strongChanges,
        'without hysteresis: changes of probable': time.plainProbableChanges,
        'cells at or above typical ever flagged, per team and year': time.wronglyFlagged,
      },
      timeGoals,
    );
  }
}

function evaluateCoaching(): void {
  for (const deals of [30, 90]) {
    say(`## Coaching, the four lowest of 20 coached, ${deals} deals before and after`);
    say();
    const byEffect = new Map(
      trueEffects.map((effect) => [effect, measureCoaching({ effect, deals }, seeds)] as const),
    );
    sayMeasures(nameCoachingMeasures(byEffect), deals === 30 ? coachingGoals : {});
    for (const [effect, quality] of byEffect) {
      say(`True effect ${effect}:`);
      say();
      say('| way | bias | RMSE | coverage | worked | fell |');
      say('|---|---|---|---|---|---|');
      for (const [name, key] of ways) {
        const { bias, error, coverage, worked, fell }: WayQuality = quality[key];
        say(`| ${name} | ${[bias, error, coverage, worked, fell].map(format).join(' | ')} |`);
      }
      say();
    }
  }

  for (const deals of [30, 90]) {
    say(
      `## A randomised wait-list, eight of the lowest of 20, four drawn to start, ${deals} deals before and after`,
    );
    say();
    const byEffect = new Map(
      trueEffects.map((effect) => [effect, measureCampaigns({ effect, deals, people: 8 }, seeds)] as const),
    );
    sayMeasures(nameCampaignMeasures(byEffect), deals === 90 ? campaignGoals : {});
    say('| true effect | way | bias | RMSE | coverage | worked | fell |');
    say('|---|---|---|---|---|---|---|');
    for (const [effect, { drawn, beforeAfter, differenceInDifferences }] of byEffect) {
      for (const [name, { bias, error, coverage, worked, fell }] of [
        ['ours, by lot', drawn],
        ['before and after', beforeAfter],
        ['difference in differences with all others', differenceInDifferences],
      ] as const) {
        say(`| ${effect} | ${name} | ${[bias, error, coverage, worked, fell].map(format).join(' | ')} |`);
      }
    }
    say();
  }

  say('## Managers as coaches, 8 of them a seed, 60 deals before and after');
  say();
  sayMeasures(
    nameManagerMeasures(measureManagers(12, seeds), measureManagers(7, seeds.slice(0, 2))),
    managerGoals,
  );
}

const ways = [
  ['ours, one alone', 'single'],
  ['before and after, one alone', 'beforeAfter'],
  ['difference in differences, one alone', 'differenceInDifferences'],
  ['ours, four together', 'pooled'],
  ['before and after, four together', 'beforeAfterPooled'],
  ['difference in differences, four together', 'differenceInDifferencesPooled'],
] as const;

const startedAt = process.cpuUsage();
say(`# How good the diagnosis is`);
say();
say(
  `${new Date().toISOString().slice(0, 10)}, ${cpus().length} cores, Node ${process.versions.node}; teams of ${team.reps} reps × ${team.steps} steps, seeds ${seeds[0]} to ${seeds.at(-1)}.`,
);
say();

const parts = { diagnosis: evaluateDiagnosis, coaching: evaluateCoaching };
if (given.part !== undefined && !(given.part in parts)) throw new Error(`no part is called ${given.part}`);
for (const [name, evaluate] of Object.entries(parts)) {
  if (given.part === undefined || given.part === name) evaluate();
}

const { user, system } = process.cpuUsage(startedAt);
say(`${missed} measures missed their line. Processor time ${((user + system) / 1_000_000).toFixed(0)} s.`);

await mkdir(given.out, { recursive: true });
await writeFile(join(given.out, 'report.md'), `${report.join('\n')}\n`);
for (const [name, svg] of plots) await writeFile(join(given.out, name), svg);
console.log(`\nwritten to ${given.out}: report.md, ${[...plots.keys()].join(', ')}`);
process.exitCode = missed === 0 ? 0 : 1;
