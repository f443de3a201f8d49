import { asOfSql } from './as-of.ts';

/**
 * Steps of a tenant as they stood at `as_of`, one row each, as SQL of a SELECT: the columns asked for and `is_advanced`, `is_lost`,
 * `is_paused` (the deal left the pipeline open), `ended_at` (`as_of` for a step that is open).
 *
 * @param columns of `step_facts`; only what is named is read
 * @param where a further condition over columns of `f`
 */
export function stepsAtMomentSql(columns: readonly string[], where: string): string {
  return `
    SELECT ${columns.map((column) => `f.${column} AS ${column}, `).join('')}
      f.ending = 'advanced' AND f.ended_at < ${asOfSql} AS is_advanced,
      f.ending = 'lost' AND f.ended_at < ${asOfSql} AS is_lost,
      f.ending = 'paused' AND f.ended_at < ${asOfSql} AS is_paused,
      least(f.ended_at, ${asOfSql}) AS ended_at
    FROM step_facts AS f FINAL
    WHERE f.tenant = {tenant:String} AND f.entered_at < ${asOfSql} AND f.valid_from < ${asOfSql} AND f.valid_until >= ${asOfSql}
      AND ${where}`;
}
