/**
 * `pnpm bench:diagnosis`: what a look costs. One team of 200 reps × 6 steps; then a company of `--teams` (50) such teams
 * with `--deals` (5,000,000) and one of a fifth of that, read from the warehouse and diagnosed as a look does, without levers. Says
 * processor time beside wall time, since only that means anything on a machine that does other work, and the most memory
 * this process held (the engine's is its own; the script of package.json gives the heap 320 MB, without which the collector takes its time). Scratch space for the deals is looked for before and given back at the end, at Ctrl-C too.
 */
import { cpus, totalmem } from 'node:os';
import { parseArgs } from 'node:util';
import { diagnoseTeam, prepareLevers, rankLevers } from '@stepup/diagnosis';
import { simulateTeam } from '@stepup/simulator';
import { diagnoseTenant } from '@stepup/tenant-diagnosis';
import type { Warehouse } from '@stepup/warehouse';
import { benchAsOf, companySteps, fillCompany, openCompany } from './company.ts';
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

/** A company of a fifth, then the whole one: what a team costs in each says whether the cost grows with the teams. */
async function benchCompanyLooks(): Promise<void> {
  const { warehouse, close } = await openCompany(deals * 1.2);
  try {
    const sizes = [
      { tenant: 'a-fifth', teams: Math.ceil(teams / 5), deals: Math.ceil(deals / 5), goal: '' },
      { tenant: 'company', teams, deals, goal: teams === 50 && deals === 5_000_000 ? '≤ 120 s' : '' },
    ];
    for (const size of sizes) {
      const filled = await measureWork(() =>
        fillCompany(warehouse, { ...size, repsPerTeam }, (done) => {
          if (done % 500_000 === 0)
            console.error(`${done.toLocaleString('en')} deals of ${size.tenant} are there`);
        }),
      );
      tell(`(not counted) ${size.deals.toLocaleString('en')} deals put into the warehouse`, filled.work);
    }
    for (const { tenant, teams: count, deals: of, goal } of sizes) {
      const look = await measureWork(() => lookAt(warehouse, tenant, count));
      const what = `${(count * repsPerTeam).toLocaleString('en')} reps in ${count} teams × ${companySteps.length} steps with ${of.toLocaleString('en')} deals, read and diagnosed`;
      tell(what, look.work, goal);
      const { wallMs, cpuMs } = look.work;
      tell('… a team', { wallMs: wallMs / count, cpuMs: cpuMs / count });
    }
    const mostMb = process.resourceUsage().maxRSS / 1024;
    console.log(`\nMost memory of this process: ${Math.round(mostMb)} MB (to reach: ≤ 500 MB).`);
  } finally {
    await close();
  }
}

async function lookAt(warehouse: Warehouse, tenant: string, count: number): Promise<void> {
  let cells = 0;
  for await (const { diagnosis } of diagnoseTenant(warehouse, {
    tenant,
    asOf: benchAsOf,
    windowDays: null,
  })) {
    cells += diagnosis.cells.filter(({ state }) => state === 'ok').length;
  }
  if (cells !== count * repsPerTeam * companySteps.length) throw new Error(`${cells} cells were compared`);
}

if (!values['only-company']) await benchTeam();
if (!values['only-team']) await benchCompanyLooks();
