import { Temporal } from 'temporal-polyfill';
import type { RandomStream } from '../random-stream.ts';
import type { WorkCalendar } from './work-calendar.ts';

/** From when on a rep belongs to which manager and team. */
interface Placement {
  readonly fromMs: number;
  readonly managerId: string;
  readonly team: string;
}

export interface Rep {
  readonly repId: string;
  readonly name: string;
  /** Local date of joining the company. */
  readonly startedOn: string;
  readonly joinedMs: number;
  /** When the rep left; never for most. */
  readonly leftMs: number;
  /** In order of time; the first holds from the start. */
  readonly placements: readonly Placement[];
  /** Local dates without new leads and activities. */
  readonly absentDates: ReadonlySet<string>;
  /** When all old dead deals were closed in one go; never for most. */
  readonly cleanUpMs: number;
}

interface Leader {
  readonly personId: string;
  readonly name: string;
  readonly role: 'manager' | 'director' | 'board';
  readonly managerId: string | null;
  readonly team: string | null;
}

export const teams = ['North', 'South'] as const;

/** All names are invented. */
export const leaders: readonly Leader[] = [
  { personId: 'board-1', name: 'Octavia Fernhollow', role: 'board', managerId: null, team: null },
  { personId: 'dir-1', name: 'Balthasar Quince', role: 'director', managerId: 'board-1', team: 'North' },
  { personId: 'dir-2', name: 'Noor Lindenquist', role: 'director', managerId: 'board-1', team: 'South' },
  { personId: 'mgr-1', name: 'Henrike Moorsang', role: 'manager', managerId: 'dir-1', team: 'North' },
  { personId: 'mgr-2', name: 'Tariq Ambrosol', role: 'manager', managerId: 'dir-1', team: 'North' },
  { personId: 'mgr-3', name: 'Yuki Thistledown', role: 'manager', managerId: 'dir-2', team: 'South' },
  { personId: 'mgr-4', name: 'Celestin Okonberg', role: 'manager', managerId: 'dir-2', team: 'South' },
];

const repNames = [
  'Ada Quillfeather',
  'Bojan Sternwald',
  'Chiara Lampione',
  'Dayo Akintella',
  'Elif Morgenrot',
  'Femi Larkspur',
  'Greta Zwirnbach',
  'Hamza Bellaforte',
  'Ines Ottergaard',
  'Jarek Wolkenstein',
  'Keiko Applewhite',
  'Lorenz Habergeiss',
  'Mireille Sandpiper',
  'Nilo Castañeda-Rook',
  'Oluchi Brightmere',
  'Pavel Nesselgrund',
  'Quirin Altenbaum',
  'Rania Silberdorn',
  'Soren Vinterbæk',
  'Tamsin Ofori-Vale',
  'Umar Kieselbrand',
  'Vesna Plumtree',
  'Wen Harrowgate',
  'Zoltán Feketerózsa',
];

/** Reps with a story of their own; they carry no planted gap, so that stories do not mix with gaps. */
const storyRepCount = 4;

export interface Roster {
  readonly reps: readonly Rep[];
  /** Rep ids that neither joined, left nor moved. */
  readonly steadyRepIds: readonly string[];
}

export function placementAt(rep: Rep, timeMs: number): Placement {
  const placement = rep.placements.findLast(({ fromMs }) => fromMs <= timeMs) ?? rep.placements[0];
  if (placement === undefined) throw new Error(`${rep.repId} has no placement`);
  return placement;
}

/**
 * Draws the roster: 24 reps under four managers in two teams of twelve; two join, one leaves, one moves to the
 * other team; two clean up their dead deals in one go. Everybody has three weeks off.
 */
export function drawRoster(
  random: RandomStream,
  calendar: WorkCalendar,
  startMs: number,
  endMs: number,
): Roster {
  const spanMs = endMs - startMs;
  const ids = repNames.map((_, index) => `rep-${String(index + 1).padStart(2, '0')}`);
  const shuffled = random.shuffle(ids);
  const [firstJoiner, secondJoiner, leaver, mover] = shuffled;
  const steadyRepIds = shuffled.slice(storyRepCount).sort();
  const cleaners = shuffled.slice(storyRepCount, storyRepCount + 2);
  const openOn = (share: number): number => calendar.nextOpen(startMs + Math.floor(share * spanMs), random);
  const joined = new Map([
    [firstJoiner, openOn(0.2)],
    [secondJoiner, openOn(0.5)],
  ]);

  const reps = repNames.map((name, index): Rep => {
    const repId = ids[index] ?? name;
    const manager = Math.floor(index / 6);
    const home: Placement = {
      fromMs: startMs,
      managerId: `mgr-${manager + 1}`,
      team: teams[manager < 2 ? 0 : 1],
    };
    const away: Placement = {
      fromMs: openOn(0.6),
      managerId: manager < 2 ? 'mgr-3' : 'mgr-1',
      team: teams[manager < 2 ? 1 : 0],
    };
    const joinedMs = joined.get(repId);
    const daysBefore = random.integer(200, 3_000);
    return {
      repId,
      name,
      startedOn:
        joinedMs === undefined
          ? Temporal.PlainDate.from(calendar.dayAt(0).date).subtract({ days: daysBefore }).toString()
          : calendar.dayOf(joinedMs).date,
      joinedMs: joinedMs ?? startMs,
      leftMs: repId === leaver ? openOn(0.7) : Number.POSITIVE_INFINITY,
      placements: repId === mover ? [home, away] : [home],
      absentDates: drawAbsence(random, calendar),
      cleanUpMs: cleaners.includes(repId) ? openOn(0.82) : Number.POSITIVE_INFINITY,
    };
  });
  return { reps, steadyRepIds };
}

function drawAbsence(random: RandomStream, calendar: WorkCalendar): Set<string> {
  return new Set(
    [14, 7].flatMap((dayCount) => {
      const first = random.integer(0, Math.max(0, calendar.days.length - dayCount));
      return calendar.days.slice(first, first + dayCount).map(({ date }) => date);
    }),
  );
}
