import type { Asker, Relation } from '@stepup/api';

interface Member {
  id: string;
  asks: Exclude<Asker, 'program'>;
  manager?: string;
}

/** Two lines under one board member; lea, mia and dan are the people whom records are about. */
const members: readonly Member[] = [
  { id: 'ben', asks: 'board' },
  { id: 'dan', asks: 'director', manager: 'ben' },
  { id: 'dora', asks: 'director', manager: 'ben' },
  { id: 'mia', asks: 'manager', manager: 'dan' },
  { id: 'max', asks: 'manager', manager: 'dora' },
  { id: 'lea', asks: 'rep', manager: 'mia' },
  { id: 'col', asks: 'rep', manager: 'mia' },
  { id: 'oli', asks: 'sales_ops' },
];

/** Events of everybody. */
export const organisation = members.map(({ id, asks, manager }) => ({
  specversion: '1.0',
  source: 'access',
  id: `person-${id}`,
  type: 'sales.person.changed.v1',
  time: '2025-01-01T00:00:00Z',
  data: {
    person_id: id,
    name: `Name of ${id}`,
    role: asks,
    active: true,
    ...(manager === undefined ? {} : { manager_id: manager }),
  },
}));

/** Whoever asks: everybody, the operator who is in every tenant, and a program with all scopes. */
export const askers: readonly { id: string; asks: Asker }[] = [
  ...members.map(({ id, asks }) => ({ id, asks })),
  { id: 'ops-1', asks: 'sales_ops' },
  { id: 'program', asks: 'program' },
];

/** Whom records are about, and who coaches them. */
export const subjects = [
  { id: 'lea', coach: 'mia', leaders: ['dan', 'ben'] },
  { id: 'mia', coach: 'dan', leaders: ['ben'] },
  { id: 'dan', coach: 'ben', leaders: [] },
] as const;

/** Written down here and not computed: what the product computes is compared with it. */
export function relationsOf(asker: string, subjectId: string): Relation {
  const subject = subjects.find(({ id }) => id === subjectId);
  if (asker === subjectId) return 'self';
  if (asker === subject?.coach) return 'coach';
  return subject?.leaders.some((leader) => leader === asker) === true ? 'leader' : 'none';
}
