import type { z } from 'zod';
import { groupBy } from './group-by.ts';
import type { Instant } from './instant.ts';
import type { personChanged } from './oracle-event.ts';
import { inForceAt, type Statement } from './statement.ts';

interface PersonVersion {
  readonly team: string | null;
  readonly managerId: string | null;
}

export interface People {
  /** Undefined for somebody nobody ever told of. */
  versionAt(personId: string, at: Instant): PersonVersion | undefined;
}

/** Every change of a person leaves a version that holds until the next; the first holds for all time before it. */
export function readPeople(statements: readonly Statement<z.infer<typeof personChanged>>[]): People {
  const versions = new Map<string, Statement<PersonVersion>[]>();
  for (const [personId, changes] of groupBy(statements, ({ said }) => said.person_id)) {
    let version: PersonVersion = { team: null, managerId: null };
    const told = changes.map((change): Statement<PersonVersion> => {
      const { team = version.team, manager_id: managerId = version.managerId } = change.said;
      version = { team, managerId };
      return { ...change, said: version };
    });
    versions.set(personId, told);
  }
  return { versionAt: (personId, at) => inForceAt(versions.get(personId) ?? [], at) };
}
