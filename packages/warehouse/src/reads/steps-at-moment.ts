import { asOfSql } from './as-of.ts';
import { contestedRepSql } from './credited-rep.ts';
import { inQuartersSql } from './in-quarters.ts';

/** Columns that every step has at a moment; `is_paused`: the deal left the pipeline open; an open step ends at `as_of`. */
const stateColumns = ['is_advanced', 'is_lost', 'is_paused', 'ended_at'];

/**
 * Steps of a tenant as they stood at `as_of`, one row each, as SQL of a SELECT: the columns asked for, then
 * `is_advanced`, `is_lost`, `is_paused`, `ended_at`.
 *
 * @param columns of `step_facts`; only what is named is read
 * @param where a further condition over columns of `f`
 * @param among a condition over the key of `f` (`entry_quarter`, `sole_holder`, `deal_key`) that leaves out what nobody asked about
 */
export function stepsAtMomentSql(columns: readonly string[], where: string, among = '1'): string {
  return `
    SELECT ${columns.map((column) => `f.${column} AS ${column}, `).join('')}
      f.ending = 'advanced' AND f.ended_at < ${asOfSql} AS is_advanced,
      f.ending = 'lost' AND f.ended_at < ${asOfSql} AS is_lost,
      f.ending = 'paused' AND f.ended_at < ${asOfSql} AS is_paused,
      least(f.ended_at, ${asOfSql}) AS ended_at
    FROM step_facts AS f FINAL
    PREWHERE f.tenant = {tenant:String} AND ${among}
    WHERE ${inQuartersSql('f.entry_quarter', null, asOfSql)} AND f.entered_at < ${asOfSql} AND f.valid_from < ${asOfSql} AND f.valid_until >= ${asOfSql}
      AND ${where}`;
}

/**
 * The same with `rep`, whom the step is credited to, and `owner_changed`: more than one person held the deal meanwhile.
 * Nearly every step was held by one person from its entry on; the others alone have lists of who held them when.
 *
 * @param holders a condition over `f.sole_holder` that leaves out what lies with people nobody asked about
 */
export function creditedStepsSql(columns: readonly string[], where: string, holders = '1'): string {
  return `
    SELECT ${[...columns, ...stateColumns].join(', ')}, if(sole_holder != '', sole_holder, toLowCardinality(${contestedRepSql})) AS rep,
      arrayUniq(arrayFilter((holder, since) -> since < ended_at, held_by, held_from)) > 1 AS owner_changed
    FROM (${stepsAtMomentSql([...columns, 'sole_holder', 'held_by', 'held_from', 'held_until'], where, `(f.sole_holder = '' OR (${holders}))`)})`;
}
