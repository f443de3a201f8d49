import type { Grouping, IndicatorAnswer, IndicatorDefinition, UnrankedReason } from '@stepup/contracts';
import type { IndicatorRow, Membership } from '@stepup/warehouse';
import { smallestGroup } from '../access/access-table.ts';

/** Rows with what says whether they may be compared, and the mean of those people who were there all along. */
export interface ComparedRows {
  rows: (IndicatorRow & { unranked?: UnrankedReason })[];
  average: IndicatorAnswer['average'];
}

interface Comparison {
  by: Grouping | null;
  unit: IndicatorDefinition['unit'];
  /** Everybody of the tenant. */
  memberships: readonly Membership[];
  /** Whether a person is among those asked about. */
  isAskedAbout: (member: Membership) => boolean;
}

/**
 * Marks the rows of people who were not part of their team for the whole period, and of groups of fewer than five who were:
 * they are shown, not compared. The average by rep is over those who were there for the whole period alone; whoever joined,
 * left or moved is named beside it, unless nothing of theirs was counted.
 */
export function compareRows(rows: readonly IndicatorRow[], comparison: Comparison): ComparedRows {
  const { by, memberships } = comparison;
  switch (by) {
    case 'rep':
      return compareReps(rows, comparison);
    case 'team':
      return { rows: compareGroups(rows, memberships, ({ team }) => team), average: null };
    case 'manager':
      return { rows: compareGroups(rows, memberships, ({ managerId }) => managerId), average: null };
    case 'segment':
    case 'product':
    case 'pipeline':
    case 'stage':
    case 'kind':
    case 'lost_reason':
    case 'week':
    case 'month':
    case 'quarter':
    case null:
      return { rows: [...rows], average: null };
  }
}

function compareGroups(
  rows: readonly IndicatorRow[],
  memberships: readonly Membership[],
  groupOf: (member: Membership) => string,
): ComparedRows['rows'] {
  const sizes = countPresent(memberships, groupOf);
  return rows.map((row) =>
    (sizes.get(row.key) ?? 0) < smallestGroup ? { ...row, unranked: 'below_five' as const } : row,
  );
}

function compareReps(
  rows: readonly IndicatorRow[],
  { unit, memberships, isAskedAbout }: Comparison,
): ComparedRows {
  const members = new Map(memberships.map((member) => [member.personId, member]));
  const sizes = countPresent(memberships, teamOf);
  const whyUnranked = (key: string): UnrankedReason | null => {
    const member = members.get(key);
    if (member === undefined) return 'not_a_rep';
    if (member.absent !== null) return member.absent;
    return (sizes.get(teamOf(member)) ?? 0) < smallestGroup ? 'below_five' : null;
  };
  const compared = rows.map((row) => {
    const unranked = whyUnranked(row.key);
    return unranked === null ? row : { ...row, unranked };
  });
  const present = memberships.filter((member) => member.absent === null && isAskedAbout(member));
  const valueOf = new Map(rows.map(({ key, value }) => [key, value]));
  const countsNothingAsZero = unit === 'count' || unit === 'money';
  const values = present.flatMap(({ personId }) => {
    const value = valueOf.get(personId);
    if (value === undefined) return countsNothingAsZero ? [0] : [];
    return value === null ? [] : [value];
  });
  // One amount that cannot be told makes the mean of all of them untellable.
  const isUntellable = unit === 'money' && present.some(({ personId }) => valueOf.get(personId) === null);
  const leftOut = rows.flatMap(({ key }) => {
    const because = members.get(key)?.absent ?? (members.has(key) ? null : ('not_a_rep' as const));
    return because === null ? [] : [{ key, because }];
  });
  const mean = isUntellable || values.length === 0 ? null : meanOf(values, unit);
  return { rows: compared, average: { value: mean, people: values.length, left_out: leftOut } };
}

function teamOf({ team, managerId }: Membership): string {
  return team === '' ? `led by ${managerId}` : team;
}

function countPresent(
  memberships: readonly Membership[],
  groupOf: (member: Membership) => string,
): Map<string, number> {
  const sizes = new Map<string, number>();
  for (const member of memberships) {
    if (member.absent === null) sizes.set(groupOf(member), (sizes.get(groupOf(member)) ?? 0) + 1);
  }
  return sizes;
}

/** Money is summed in hundredths, so that a mean of amounts is exact to the rounding. */
function meanOf(values: readonly (number | string)[], unit: IndicatorDefinition['unit']): number | string {
  if (unit !== 'money') return values.reduce<number>((sum, value) => sum + Number(value), 0) / values.length;
  const hundredths = values.reduce<bigint>((sum, value) => sum + toHundredths(String(value)), 0n);
  const people = BigInt(values.length);
  const isNegative = hundredths < 0n;
  const rounded = ((isNegative ? -hundredths : hundredths) * 2n + people) / (people * 2n);
  const text = `${rounded / 100n}.${String(rounded % 100n).padStart(2, '0')}`;
  return isNegative && rounded > 0n ? `-${text}` : text;
}

function toHundredths(money: string): bigint {
  const [whole = '0', fraction = ''] = money.replace('-', '').split('.');
  const amount = BigInt(whole) * 100n + BigInt(fraction.padEnd(2, '0'));
  return money.startsWith('-') ? -amount : amount;
}
