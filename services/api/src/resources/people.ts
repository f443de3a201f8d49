import { instantOfDate, pageQuery, peopleAnswer } from '@stepup/contracts';
import type { Person } from '@stepup/warehouse';
import { isRole } from '../access/access-table.ts';
import type { Viewer } from '../access/viewer.ts';
import { defineEndpoint, invalidQuery } from '../endpoint/endpoint.ts';
import { readCursor, writeCursor } from '../lists/cursor.ts';
import { pageRows } from '../lists/page-rows.ts';

/** `GET /v1/people`: everybody whose name the caller may read: themself, whom they lead and who leads them. */
export const peopleEndpoint = defineEndpoint({
  method: 'get',
  path: '/v1/people',
  operationId: 'listPeople',
  summary: 'The people whose names you may read',
  description:
    'Yourself, those whom you lead and whom you report to. Operations work with ids alone, and so does the board; ' +
    'programs read everybody.',
  access: 'names.read',
  query: pageQuery,
  answer: peopleAnswer,
  problems: [],
  async handle({ ports, viewer, query, rawQuery }) {
    const list = { path: '/v1/people', tenant: viewer.tenant, rawQuery };
    const cursor = query.cursor === undefined ? null : readCursor(query.cursor, list);
    if (query.cursor !== undefined && cursor === null) {
      return invalidQuery([{ path: '/cursor', message: 'must be a next_cursor of this list' }]);
    }
    const { people } = await ports.directory.read(viewer.tenant);
    const ownManager = people.find(({ personId }) => personId === viewer.personId)?.managerId ?? null;
    const visible = people
      .filter((person) => mayReadName(viewer, ownManager, person))
      .map((person) => ({ key: person.personId, person }));
    const { rows, next } = pageRows(visible, cursor?.after ?? null, query.limit);
    const asOf = instantOfDate(ports.clock.now());
    const items = rows.map(({ person }) => ({
      person_id: person.personId,
      name: person.name,
      role: isRole(person.role) ? person.role : null,
      active: person.active,
      team: person.team,
      manager_id: person.managerId,
    }));
    return {
      kind: 'answer',
      body: { items, next_cursor: next === null ? null : writeCursor({ after: next, asOf }, list) },
    };
  },
});

function mayReadName(viewer: Viewer, ownManager: string | null, person: Person): boolean {
  if (person.personId === viewer.personId) return true;
  switch (viewer.sees.kind) {
    case 'everyone':
      return viewer.personId === undefined;
    case 'people':
      return viewer.sees.personIds.includes(person.personId) || person.personId === ownManager;
    case 'groups':
      return false;
  }
}
