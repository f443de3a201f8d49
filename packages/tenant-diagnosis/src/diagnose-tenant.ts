import type { Instant } from '@stepup/contracts';
import {
  choosePeers,
  DEFAULT_THRESHOLDS,
  diagnoseTeam,
  poolCompanySpread,
  type SpreadEvidence,
  type TeamDiagnosis,
  type TeamInput,
} from '@stepup/diagnosis';
import type { Warehouse } from '@stepup/warehouse';
import { type EpisodeSource, openEpisodes, readingEach } from './episode-source.ts';
import { type Moment, readMoment } from './moment.ts';
import { readTeamInput } from './team-input.ts';
import { choosePeersOf, type ComparedTeam } from './teams.ts';

/** One team at one moment. What it holds besides the cells is large: keep the cells and let go of the rest. */
export interface DiagnosedTeam {
  readonly team: ComparedTeam;
  readonly diagnosis: TeamDiagnosis;
  readonly moment: Moment;
}

export interface DiagnosisScope {
  readonly tenant: string;
  readonly asOf: Instant;
  /** Days of entries for every step; null leaves each step its own window. */
  readonly windowDays: number | null;
}

/** How one team is looked at, and what becomes of one that cannot be. */
export interface TeamMethod {
  /** The method itself, unless a test has another. */
  readonly diagnose?: typeof diagnoseTeam;
  /** Told of a team that the method failed on; the other teams go on. Without it the first failure ends the look. */
  readonly onFailedTeam?: (team: ComparedTeam, error: unknown) => void;
}

/**
 * One team as `diagnoseTenant` would give it, by its key; null where the tenant has no such team. A team of five to seven is
 * given without what it could learn of the others, which only widens its intervals.
 */
export async function diagnoseOneTeam(
  warehouse: Warehouse,
  scope: DiagnosisScope,
  wanted: (team: ComparedTeam) => boolean,
): Promise<DiagnosedTeam | null> {
  const moment = await readMoment(warehouse, scope);
  const listed = moment.teams.find(wanted);
  if (listed === undefined) return null;
  const source = readingEach(warehouse, moment, scope.windowDays);
  const { team, input } = await readTeam(source, moment, listed);
  const isSmall = team.repIds.length < DEFAULT_THRESHOLDS.peers.toCompare;
  const compared = isSmall ? await readAmongCompany(source, moment, team) : input;
  return { moment, team, diagnosis: diagnoseTeam(compared, windowOption(scope)) };
}

/**
 * Every rep × step of a tenant at one moment, a team at a time; only those of two teams are held in memory.
 *
 * A team of eight or more stands for itself. One of fewer than eight learns how much people differ from the other teams,
 * so it is looked at again when those have spoken. One of fewer than five is compared with people of other teams.
 * A store that does not answer ends the look; what fails on the records of one team is that team's alone.
 */
export async function* diagnoseTenant(
  warehouse: Warehouse,
  scope: DiagnosisScope,
  method: TeamMethod = {},
): AsyncGenerator<DiagnosedTeam> {
  const moment = await readMoment(warehouse, scope);
  const source = openEpisodes(warehouse, moment, scope.windowDays);
  try {
    yield* diagnoseTeams(source, moment, scope, method);
  } finally {
    await source.close();
  }
}

async function* diagnoseTeams(
  source: EpisodeSource,
  moment: Moment,
  scope: DiagnosisScope,
  { diagnose = diagnoseTeam, onFailedTeam }: TeamMethod,
): AsyncGenerator<DiagnosedTeam> {
  const attempt = (team: ComparedTeam, ...of: Parameters<typeof diagnoseTeam>): TeamDiagnosis | null => {
    try {
      return diagnose(...of);
    } catch (error) {
      if (onFailedTeam === undefined) throw error;
      onFailedTeam(team, error);
      return null;
    }
  };
  const evidence = new Map<string, SpreadEvidence>();
  const waiting: { team: ComparedTeam; alone: TeamDiagnosis }[] = [];
  const tooSmall: ComparedTeam[] = [];
  for await (const { team, input } of readAhead(source, moment)) {
    if (team.repIds.length === 0) continue;
    if (team.repIds.length < DEFAULT_THRESHOLDS.peers.toCompare) {
      tooSmall.push(team);
      continue;
    }
    const diagnosis = attempt(team, input, windowOption(scope));
    if (diagnosis === null) continue;
    evidence.set(team.key, diagnosis.spreadEvidence);
    const borrows = diagnosis.fits.some(({ comparison }) => comparison === 'borrowed_spread');
    if (borrows) waiting.push({ team, alone: diagnosis });
    else yield { moment, team, diagnosis };
  }
  for (const { team, alone } of waiting) {
    const others = [...evidence].filter(([key]) => key !== team.key).map(([, spoken]) => spoken);
    const companySpread = poolCompanySpread(others);
    if (companySpread.kind === 'too_few_reps') {
      yield { moment, team, diagnosis: alone };
      continue;
    }
    const { input } = await readTeam(source, moment, team);
    const diagnosis = attempt(team, input, { ...windowOption(scope), companySpread });
    if (diagnosis !== null) yield { moment, team, diagnosis };
  }
  for (const team of tooSmall) {
    const input = await readAmongCompany(source, moment, team);
    const diagnosis = attempt(team, input, windowOption(scope));
    if (diagnosis !== null) yield { moment, team, diagnosis };
  }
}

/** The teams one after the other, each asked for before the one before it is handed over. */
async function* readAhead(source: EpisodeSource, moment: Moment): AsyncGenerator<ReadTeam> {
  let next: Promise<ReadTeam> | undefined;
  try {
    for (const [place, listed] of moment.teams.entries()) {
      const read = next ?? readTeam(source, moment, listed);
      const following = moment.teams[place + 1];
      const team = await read;
      next = following === undefined ? undefined : readTeam(source, moment, following);
      // Whoever waits for it hears of it; until then it must not end the process.
      next?.catch(() => undefined);
      yield team;
    }
  } finally {
    await next?.catch(() => undefined);
  }
}

interface ReadTeam {
  readonly team: ComparedTeam;
  readonly input: TeamInput;
}

async function readTeam(source: EpisodeSource, moment: Moment, listed: ComparedTeam): Promise<ReadTeam> {
  const of = { kind: 'team', team: listed.ref } as const;
  const input = await readTeamInput(source, moment, { of, repIds: listed.repIds });
  if (listed.ref.kind !== 'everyone_without_team') return { team: listed, input };
  const credited = input.steps.flatMap(({ episodes }) => [...episodes].map(({ repId }) => repId));
  const strangers = credited.filter((repId) => !moment.knownPeople.has(repId));
  const repIds = [...new Set([...listed.repIds, ...strangers])].toSorted();
  return { team: { ...listed, repIds }, input: { ...input, repIds } };
}

/** A team too small for itself, with the people of other teams that it is compared with. */
async function readAmongCompany(
  source: EpisodeSource,
  moment: Moment,
  team: ComparedTeam,
): Promise<TeamInput> {
  const peers = choosePeers(team.repIds, choosePeersOf(team, moment.teams), DEFAULT_THRESHOLDS);
  const personIds = peers.kind === 'too_small' ? team.repIds : peers.repIds;
  const people = { of: { kind: 'people', personIds } as const, repIds: team.repIds };
  return readTeamInput(source, moment, people);
}

function windowOption({ windowDays }: DiagnosisScope): { windowDays?: number } {
  return windowDays === null ? {} : { windowDays };
}
