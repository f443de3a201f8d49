import type { ReadsAnswer } from '@stepup/contracts';

type Read = ReadsAnswer['items'][number];

/** One reader on one day: what of somebody's records they looked at, and how often. */
export interface ReadsOfDay {
  key: string;
  day: string;
  reader: string;
  role: Read['reader_role'];
  resources: readonly { resource: string; times: number }[];
  reasons: readonly string[];
}

/** Reads by reader and day, newest day first; the same page opened ten times is one line. */
export function groupReads(reads: readonly Read[], dayOf: (at: string) => string): ReadsOfDay[] {
  const groups = new Map<string, { reads: Read[]; day: string }>();
  for (const read of reads) {
    const day = dayOf(read.read_at);
    const key = `${day} ${read.reader_id}`;
    const group = groups.get(key) ?? { reads: [], day };
    group.reads.push(read);
    groups.set(key, group);
  }
  return [...groups].map(([key, group]) => {
    const [first] = group.reads;
    const resources = [...new Set(group.reads.map(({ resource }) => resource))].toSorted();
    return {
      key,
      day: group.day,
      reader: first?.reader_name ?? first?.reader_id ?? '',
      role: first?.reader_role ?? null,
      resources: resources.map((resource) => ({
        resource,
        // Opening a list reads each of it at once: that is one look.
        times: new Set(group.reads.filter((read) => read.resource === resource).map(({ read_at }) => read_at))
          .size,
      })),
      reasons: [...new Set(group.reads.flatMap(({ reason }) => (reason === null ? [] : [reason])))],
    };
  });
}
