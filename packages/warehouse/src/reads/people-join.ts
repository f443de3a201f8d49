/** Who may be seen and which rep is asked about, as SQL over a column `rep`. */
export const repFilterSql = `({sees_all:UInt8} = 1 OR rep IN {visible:Array(String)})
    AND ({rep:String} = '' OR rep = {rep:String})`;

/**
 * Who may be asked about, as SQL over a column that facts are sorted by: with people whose team or manager is asked about those who
 * ever had it. More than are meant, so the question itself stays to be asked, but what lies with others is not read.
 */
export function mayBeMeantSql(column: string): string {
  return `({sees_all:UInt8} = 1 OR ${column} IN {visible:Array(String)})
    AND ({rep:String} = '' OR ${column} = {rep:String})
    AND ({team:String} IN ('', 'unassigned') OR ${column} IN (SELECT person_id FROM person_facts WHERE tenant = {tenant:String} AND has(versions.team, {team:String})))
    AND ({manager:String} IN ('', 'unassigned') OR ${column} IN (SELECT person_id FROM person_facts WHERE tenant = {tenant:String} AND has(versions.manager_id, {manager:String})))`;
}

/** The same and which team or manager, as SQL over columns `rep`, `team` and `manager`. */
const peopleFilterSql = `${repFilterSql}
    AND ({team:String} = '' OR team = {team:String})
    AND ({manager:String} = '' OR manager = {manager:String})`;

/**
 * Adds `team` and `manager` as they were for `rep` at the time in `column` to the rows of a derived table.
 * @param rows SQL of a SELECT with the columns `rep` and `column`
 */
export function withPeopleAtSql(rows: string, column: string): string {
  return `(
  SELECT *,
    arrayLastIndex(valid_from -> valid_from <= ${column}, known_from) AS version,
    if(teams[version] = '', 'unassigned', teams[version]) AS team,
    if(managers[version] = '', 'unassigned', managers[version]) AS manager
  FROM (${rows}) AS credited
  LEFT JOIN (
    SELECT person_id, versions.valid_from AS known_from, versions.team AS teams, versions.manager_id AS managers
    FROM person_facts FINAL WHERE tenant = {tenant:String}) AS people ON people.person_id = credited.rep
  WHERE ${peopleFilterSql})`;
}
