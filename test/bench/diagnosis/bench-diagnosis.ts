/**
 * `pnpm bench:diagnosis`: what a look costs. One team of 200 reps × 6 steps; then a company of `--teams` (50) such teams
 * with `--deals` (5,000,000), read from the warehouse and diagnosed a team at a time, with levers for everybody. Says
 * processor time beside wall time, since only that means anything on a machine that does other work, and the most memory
 * this process held (the engine's is its own).
 */
import { cpus, totalmem } from 'node:os';
import { parseArgs } from 'node:util';
import { diagnoseTeam, prepareLevers, rankLevers } from '@stepup/diagnosis';
import { simulateTeam } from '@stepup/simulator';
import { readEpisodes, type Warehouse } from '@stepup/warehouse';
import { benchAsOf, benchCompany, companySteps, fillCompany, openCompany } from './company.ts';
import { measureWork, type Work } from './measure-work.ts';

const { values } = parseArgs({
  options: {
    deals: { type: 'string', default: '5000000' },
    teams: { type: 'string', default: '50' },
    'only-team': { type: 'boolean', default: false },
    'only-company': { type: 'boolean', default: false },
  },
});
const deals = Number(values.deals);
const teams = Number(values.teams);
const repsPerTeam = 200;
const rounds = 5;
const horizonDays = 35;

const [cpu] = cpus();
console.log(
  `${new Date().toISOString().slice(0, 10)}, ${cpus().length} × ${cpu?.model ?? 'unknown processor'}, ` +
    `${Math.round(totalmem() / 1024 ** 3)} GiB, Node ${process.versions.node}\n`,
);
console.log('| figure | wall | processor | to reach |\n|---|---|---|---|');

function tell(what: string, { wallMs, cpuMs }: Work, goal = ''): void {
  console.log(`| ${what} | ${(wallMs / 1000).toFixed(2)} s | ${(cpuMs / 1000).toFixed(2)} s | ${goal} |`);
}

async function benchTeam(): Promise<void> {
  const options = { reps: repsPerTeam, steps: 6, entriesPerCell: 60, spread: 0.3, gapShare: 0.1, gap: -0.8 };
  const { input } = simulateTeam({ ...options, seed: 1, monthNoise: 0.15 });
  for (let round = 1; round <= rounds; round++) {
    const { work, result } = await measureWork(() => diagnoseTeam(input));
    tell(`200 reps × 6 steps, round ${round}`, work, '≤ 1.5 s');
    if (round < rounds) continue;
    const levers = await measureWork(() => {
      const chain = input.steps.map(({ step }) => step);
      const model = prepareLevers({ diagnosis: result, chains: [chain], wonDeals: [] });
      return input.repIds.map((repId) => rankLevers(model, repId));
    });
    tell('levers of the same 200 reps', levers.work);
  }
}

async function benchCompanyLook(): Promise<void> {
  const { warehouse, close } = await openCompany();
  try {
    const filled = await measureWork(() => fillCompany(warehouse, { deals, teams, repsPerTeam }));
    tell(`(not counted) ${deals.toLocaleString('en')} deals put into the warehouse`, filled.work);
    let read = 0;
    const perTeam: Work[] = [];
    const reading: Work[] = [];
    for (let team = 0; team < teams; team++) {
      const input = await measureWork(() => readTeam(warehouse, team));
      read += input.result.steps.reduce((sum, { episodes }) => sum + episodes.length, 0);
      reading.push(input.work);
      const diagnosed = await measureWork(() => diagnoseTeam(input.result));
      perTeam.push(diagnosed.work);
      if (diagnosed.result.cells.length !== repsPerTeam * companySteps.length)
        throw new Error('cells are missing');
    }
    tell(`read ${read.toLocaleString('en')} episodes of ${teams} teams`, sum(reading));
    tell(
      `diagnose ${(teams * repsPerTeam).toLocaleString('en')} reps × ${companySteps.length} steps`,
      sum(perTeam),
    );
    tell('both', sum([...reading, ...perTeam]), teams === 50 && deals === 5_000_000 ? '≤ 120 s' : '');
    const half = Math.floor(teams / 2);
    tell(`… of these the first ${half} teams`, sum([...reading.slice(0, half), ...perTeam.slice(0, half)]));
    const mostMb = process.resourceUsage().maxRSS / 1024;
    console.log(`\nMost memory of this process: ${Math.round(mostMb)} MB (to reach: ≤ 500 MB).`);
  } finally {
    await close();
  }
}

async function readTeam(warehouse: Warehouse, team: number) {
  const episodes = await readEpisodes(warehouse, {
    tenant: benchCompany.tenant,
    pipelineId: benchCompany.pipelineId,
    asOf: benchAsOf,
    maxAgeDays: 365,
    currency: 'EUR',
    horizonDays: new Map(companySteps.map((stageId) => [stageId, horizonDays])),
    of: { kind: 'team', team: { kind: 'team', team: `team-${team}` } },
  });
  return {
    repIds: Array.from({ length: repsPerTeam }, (_, r) => `rep-${team * repsPerTeam + r}`),
    asOfDays: Date.parse(benchAsOf) / 86_400_000,
    steps: companySteps.map((stageId) => ({
      step: stageId,
      horizon: { days: horizonDays, source: 'stage' as const },
      episodes: episodes.get(stageId) ?? [],
    })),
  };
}

function sum(works: readonly Work[]): Work {
  return works.reduce((a, b) => ({ wallMs: a.wallMs + b.wallMs, cpuMs: a.cpuMs + b.cpuMs }), {
    wallMs: 0,
    cpuMs: 0,
  });
}

if (!values['only-company']) await benchTeam();
if (!values['only-team']) await benchCompanyLook();
