import * as z from 'zod';

const listsPeople = z.object({ people: z.array(z.object({ person_id: z.string() })) });

/** Whom a record lists by its content, like the people of a campaign; nobody for other kinds. */
export function listPeopleOf(content: unknown): readonly string[] {
  return listsPeople.safeParse(content).data?.people.map(({ person_id }) => person_id) ?? [];
}
