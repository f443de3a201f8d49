/** Fewer people than this are told of nobody who does not lead them. */
const fewest = 5;

interface ProtectedGroups {
  /** In the order they came in. */
  readonly shown: readonly string[];
  readonly hidden: readonly {
    readonly key: string;
    readonly reason: 'fewer_than_five' | 'protects_others';
  }[];
  /** Whether the sum of all may be shown beside them. */
  readonly total: boolean;
}

/**
 * Which groups of people, none of whom is in two, may be shown beside their sum. What is left of the sum without the groups that are
 * shown is nobody or at least five people as well: where it would be fewer, the smallest other group is kept back too (complementary
 * suppression; Hundepool et al., Statistical Disclosure Control, 2012, ch. 4).
 */
export function protectGroups(sizes: ReadonlyMap<string, number>): ProtectedGroups {
  const groups = [...sizes].filter(([, size]) => size > 0);
  const small = groups.filter(([, size]) => size < fewest).map(([key]) => key);
  const sum = (members: readonly (readonly [string, number])[]) =>
    members.reduce((total, [, size]) => total + size, 0);
  const large = groups
    .filter(([, size]) => size >= fewest)
    .toSorted(([oneKey, one], [otherKey, other]) => one - other || (oneKey < otherKey ? -1 : 1));
  const keptBack = new Set<string>();
  let left = sum(groups.filter(([, size]) => size < fewest));
  for (const [key, size] of large) {
    if (left === 0 || left >= fewest) break;
    keptBack.add(key);
    left += size;
  }
  return {
    shown: groups.filter(([key, size]) => size >= fewest && !keptBack.has(key)).map(([key]) => key),
    hidden: [
      ...small.map((key) => ({ key, reason: 'fewer_than_five' as const })),
      ...[...keptBack].map((key) => ({ key, reason: 'protects_others' as const })),
    ],
    total: sum(groups) >= fewest,
  };
}
