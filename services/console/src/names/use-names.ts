import { useMemo } from 'react';
import type { Person, Pipeline } from '../api/console-answers.ts';
import { useCurrentSession } from '../api/use-current-session.ts';
import { usePeople } from '../api/use-people.ts';
import { usePipelines } from '../api/use-pipelines.ts';
import { createNames, type Names } from './names.ts';

const nobody: Person[] = [];
const nothing: Pipeline[] = [];

/** Names for people, stages and steps, as far as this person may know them. */
export function useNames(): Names {
  const people = usePeople().data ?? nobody;
  const pipelines = usePipelines().data ?? nothing;
  const selfId = useCurrentSession().data?.person_id ?? null;
  return useMemo(() => createNames(people, pipelines, selfId), [people, pipelines, selfId]);
}
