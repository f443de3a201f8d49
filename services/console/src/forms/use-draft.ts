import { useState } from 'react';
import { useCurrentSession } from '../api/use-current-session.ts';

/**
 * Text that is being written and survives a reload or a lost connection: kept in this tab, per person, until it is sent. Ends with
 * the tab like the session itself, so that nothing stays on a machine that others use.
 */
export function useDraft(place: string): [text: string, write: (text: string) => void] {
  const reader = useCurrentSession().data?.person_id ?? '';
  const key = `stepup.draft.${reader}.${place}`;
  const [text, setText] = useState<string | null>(null);
  return [
    text ?? sessionStorage.getItem(key) ?? '',
    (next) => {
      setText(next);
      if (next === '') sessionStorage.removeItem(key);
      else sessionStorage.setItem(key, next);
    },
  ];
}
