import type { Scope } from './scope.ts';

/** Roles of people. */
export const roles = ['rep', 'manager', 'director', 'board', 'sales_ops'] as const;

export type Role = (typeof roles)[number];

/** Whoever asks: a person in a role, or a program, which is nobody. */
export type Asker = Role | 'program';

/**
 * How somebody stands to the person whom a record is about, when that record was made: `self`; `coach`, whom the record names, or
 * for numbers whoever the person reports to; `leader`, anywhere above the coach; `guest`, invited by the learner; `none` of these,
 * and the relation of everybody to what is about nobody.
 */
export const relations = ['self', 'coach', 'leader', 'guest', 'none'] as const;

export type Relation = (typeof relations)[number];

/**
 * How much of a record is shown. `answers`: the three answers and the verdicts, no notes. `pseudonyms`: all of it, about nobody in
 * particular. `groups`: only sums of at least {@link smallestGroup} people.
 */
export type Sight = 'full' | 'answers' | 'pseudonyms' | 'groups';

type Grants = Readonly<Partial<Record<Asker, Readonly<Partial<Record<Relation, Sight>>>>>>;

interface AccessRule {
  scope: Scope;
  /** What may be done, as the documentation says it. */
  action: string;
  grants: Grants;
}

const everyRelation = { self: 'full', coach: 'full', leader: 'full', guest: 'full', none: 'full' } as const;
const aboutNobody = { none: 'full' } as const;

const anybody: Grants = {
  rep: everyRelation,
  manager: everyRelation,
  director: everyRelation,
  board: everyRelation,
  sales_ops: everyRelation,
  program: everyRelation,
};
const operations: Grants = { sales_ops: aboutNobody, program: aboutNobody };
const themselves: Grants = {
  rep: { self: 'full' },
  manager: { self: 'full' },
  director: { self: 'full' },
  board: { self: 'full' },
  sales_ops: { self: 'full' },
};
/** The two whose work it is, whatever their roles: a coach is whom the record names. */
const theTwo = { self: 'full', coach: 'full' } as const;
/** Operations answer for numbers, whom one reports to for findings. */
const ownAndOfReports: Grants = {
  rep: { self: 'full' },
  manager: theTwo,
  director: theTwo,
  board: theTwo,
  sales_ops: everyRelation,
};
/** Those who lead see it too. */
const downTheLine: Grants = {
  rep: { self: 'full' },
  manager: theTwo,
  director: { ...theTwo, leader: 'full' },
};

/** Records of coaching, by whoever the learner, the coach and their guests are; what of them is open to whom says `record-policy.ts`. */
const theirs = { self: 'full', coach: 'full', guest: 'full' } as const;
const betweenTheTwo: Grants = { rep: theirs, manager: theirs, director: theirs, board: theirs };
const everyPseudonym = {
  self: 'pseudonyms',
  coach: 'pseudonyms',
  leader: 'pseudonyms',
  guest: 'pseudonyms',
  none: 'pseudonyms',
} as const;

/** The one table of who may do what: the checks, the documentation and the tests of both are made from it. */
export const accessTable = {
  'catalogue.read': { scope: 'read', action: 'read what is about nobody', grants: anybody },
  'names.read': { scope: 'read', action: 'read names of those they work with', grants: anybody },
  'numbers.read': {
    scope: 'read',
    action: 'read numbers of sales',
    grants: {
      ...downTheLine,
      board: { none: 'groups' },
      // Operations answer for where numbers come from; about whom they are they learn where it is logged.
      sales_ops: everyPseudonym,
      program: everyRelation,
    },
  },
  'deals.read': {
    scope: 'read',
    action: 'read lists of deals and activities',
    grants: { ...downTheLine, sales_ops: everyPseudonym, program: everyRelation },
  },
  'findings.read': {
    scope: 'read',
    action: 'read findings and what they were computed from',
    grants: {
      ...downTheLine,
      sales_ops: { self: 'pseudonyms', coach: 'pseudonyms', leader: 'pseudonyms', none: 'pseudonyms' },
      program: everyRelation,
    },
  },
  'diagnosis.run': { scope: 'read', action: 'start a diagnosis run and follow it', grants: anybody },
  'plans.read': {
    scope: 'coach',
    action: 'read a coaching plan',
    grants: {
      rep: { ...theTwo, guest: 'full' },
      manager: { ...theTwo, leader: 'answers', guest: 'full' },
      director: { ...theTwo, leader: 'answers', guest: 'full' },
      board: { ...theTwo, guest: 'full' },
    },
  },
  'plans.write': {
    scope: 'coach',
    action: 'open and change a coaching plan',
    grants: { rep: theTwo, manager: theTwo, director: theTwo, board: theTwo },
  },
  'records.read': { scope: 'coach', action: 'read a coaching record', grants: betweenTheTwo },
  'records.write': { scope: 'coach', action: 'open and change a coaching record', grants: betweenTheTwo },
  'practices.read': {
    scope: 'coach',
    action: 'read practices that are offered to all',
    grants: { rep: everyRelation, manager: everyRelation, director: everyRelation, board: everyRelation },
  },
  'disputes.read': {
    scope: 'read',
    action: 'read a dispute about a number or a finding',
    grants: ownAndOfReports,
  },
  'disputes.write': {
    scope: 'read',
    action: 'dispute a number or a finding, and answer',
    grants: ownAndOfReports,
  },
  'coaching_indicators.read': {
    scope: 'read',
    action: 'read what coaching looks like',
    grants: { ...downTheLine, sales_ops: everyPseudonym, program: everyPseudonym },
  },
  'letters.operate': { scope: 'operate', action: 'see and send dead letters', grants: operations },
  'pause.write': { scope: 'read', action: 'pause their own diagnosis', grants: themselves },
  'quality.operate': { scope: 'operate', action: 'see what is wrong with the data', grants: operations },
  'jobs.operate': { scope: 'operate', action: 'see how the background work stands', grants: operations },
  'settings.write': { scope: 'operate', action: 'change settings of the tenant', grants: operations },
  'playbooks.write': { scope: 'operate', action: 'change the playbook', grants: operations },
  'assessment_rules.write': {
    scope: 'operate',
    action: 'change the rules of assessments',
    grants: operations,
  },
  'assessment_summaries.read': {
    scope: 'read',
    action: 'read what assessments say in groups of five or more',
    grants: { director: { none: 'groups' }, board: { none: 'groups' }, sales_ops: { none: 'groups' } },
  },
  'quota_coaching.read': {
    scope: 'read',
    action: 'read attainment beside coaching received',
    grants: {
      ...downTheLine,
      board: { self: 'groups', none: 'groups' },
      sales_ops: { self: 'groups', none: 'groups' },
    },
  },
  'rebuilds.operate': { scope: 'operate', action: 'derive every number anew', grants: operations },
  'agenda.read': {
    scope: 'coach',
    action: 'see what waits for oneself and those one coaches',
    grants: {
      rep: { self: 'full' },
      manager: { self: 'full' },
      director: { self: 'full' },
      board: { self: 'full' },
    },
  },
  'own_records.use': {
    scope: 'read',
    action: 'take one’s own records along, and choose how to be reminded',
    grants: themselves,
  },
  'switches.write': {
    scope: 'operate',
    action: 'switch on what is looked at of contents, on an agreement',
    grants: { sales_ops: aboutNobody },
  },
  'pseudonyms.reveal': {
    scope: 'operate',
    action: 'learn whom a pseudonym stands for, with a reason',
    grants: { sales_ops: aboutNobody },
  },
  'people.erase': { scope: 'people:write', action: 'erase a person', grants: operations },
  'reads.read': { scope: 'read', action: 'see who looked at one’s records', grants: themselves },
  'events.send': { scope: 'events:write', action: 'send events', grants: operations },
  'people.send': { scope: 'people:write', action: 'send people', grants: operations },
} as const satisfies Readonly<Record<string, AccessRule>>;

/** A line of the table. */
export type Permission = keyof typeof accessTable;

/** Fewer people than this are not shown as a group to those who do not lead them. */
export const smallestGroup = 5;

/** This person runs the system in every tenant, whatever its events say. */
export const builtInOperator = 'ops-1';

export function isRole(text: string): text is Role {
  return roles.some((role) => role === text);
}
