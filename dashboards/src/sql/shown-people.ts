import type { BoardSettings } from '../board.ts';
import { ofTenant } from './board-filters.ts';

/**
 * How a row says whom it is about: what to join to a FROM with a column `person`, and the column to show. Names stand on boards in team folders
 * alone, and there only while the tenant has switched them on: else `stepup_v1.person_names` has no rows.
 */
export function shownPeople({ team }: BoardSettings): { join: string; column: string } {
  if (team === undefined) return { join: '', column: 'person' };
  return {
    join: ` LEFT JOIN (SELECT person AS known_person, name AS known_name FROM stepup_v1.person_names WHERE ${ofTenant}) AS known ON known_person = person`,
    column: "if(known_name = '', person, known_name)",
  };
}
