/** The tenant of the board, which provisioning fixes. Every query has it, and the views hand it down to their keys. */
export const ofTenant = `tenant = '\${tenant}'`;

/** Rows of the tenant and pipeline in view. */
export const ofPipeline = `${ofTenant} AND pipeline_id = \${pipeline:sqlstring}`;

/** The named teams chosen; at "All" everybody, those of unnamed teams and nobody's rows included. */
const ofTeams = '$__conditionalAll(team IN (${team:sqlstring}), $team)';

/** Those who report to the managers chosen, as of today. */
const ofManagers = `$__conditionalAll(person IN (SELECT person FROM stepup_v1.people WHERE ${ofTenant} AND manager IN (\${manager:sqlstring})), $manager)`;

/** The people chosen, under their pseudonyms; only boards in team folders offer them. */
const ofPersons = '$__conditionalAll(person IN (${person:sqlstring}), $person)';

/** All that narrows steps, deals and activities to some people. */
export const ofPeople = `${ofTeams} AND ${ofManagers} AND ${ofPersons}`;

/**
 * The same for what tells of coaching. Its people cannot be found among those of deals, so it says itself whom they report to; one by one they can be
 * chosen where the tenant has agreed to people on boards alone.
 */
export const ofCoached = `${ofTeams} AND $__conditionalAll(manager IN (\${manager:sqlstring}), $manager) AND ${ofPersons}`;

const ofSegments = '$__conditionalAll(segment IN (${segment:sqlstring}), $segment)';

/** The period in view, half-open like every period of the product (the plugin's `$__timeFilter` is closed). */
export function withinPeriod(column: string): string {
  return `${column} >= $__fromTime AND ${column} < $__toTime`;
}

/**
 * The months that begin or are under way in the period, for what tells of coaching: where people on boards were not agreed to, its times are those of
 * the beginning of their month.
 */
export function withinMonths(column: string): string {
  return `${column} >= toDateTime(toStartOfMonth(toTimeZone($__fromTime, 'UTC')), 'UTC') AND ${column} < $__toTime`;
}

/** Steps entered in the period, as they stand now. */
export const stepsInView = `${ofPipeline} AND ${withinPeriod('entered_at')} AND ${ofPeople} AND ${ofSegments}`;

/** Deals whose latest close lies in the period. */
export const closesInView = `${ofPipeline} AND ${withinPeriod('closed_at')} AND ${ofPeople} AND ${ofSegments}`;
