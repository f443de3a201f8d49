/** A table whose rows cannot be made from others, so that a backup holds them. */
export interface KeptTable {
  table: string;
  /** The columns of its sort key with their types: a lot ends at a key, and the next one begins after it. */
  key: readonly { column: string; type: 'String' | 'UInt32' | 'UInt64' | 'UUID' }[];
  /** Rows read at a time; bounds memory by the size of the largest rows. */
  lotRows: number;
}

const text = (column: string) => ({ column, type: 'String' as const });

const eventKey = [
  ...['tenant', 'entity_kind', 'entity_id', 'source', 'id'].map(text),
  { column: 'body_version', type: 'UInt64' as const },
];

/**
 * What a backup of the warehouse holds, in the order it is read: an event's texts are written before the event, so whoever
 * reads events first finds the texts of every one of them.
 */
export const keptTables: readonly KeptTable[] = [
  { table: 'raw_events', key: eventKey, lotRows: 5_000 },
  { table: 'event_texts', key: eventKey, lotRows: 1_000 },
  // The words they were computed from expire.
  {
    table: 'content_features',
    key: [...['tenant', 'activity_id'].map(text), { column: 'content_version', type: 'UInt64' }],
    lotRows: 1_000,
  },
  // Random, so nothing makes them again.
  // The outbox forgets what was sent.
  {
    table: 'coaching_events',
    key: [
      ...['tenant', 'name'].map(text),
      { column: 'record_id', type: 'UUID' },
      { column: 'version', type: 'UInt32' },
    ],
    lotRows: 5_000,
  },
  {
    table: 'coaching_pseudonyms',
    key: [text('tenant'), { column: 'pseudonym', type: 'UUID' }, text('person_id')],
    lotRows: 5_000,
  },
  { table: 'person_pseudonyms', key: ['tenant', 'person_id', 'pseudonym'].map(text), lotRows: 5_000 },
  { table: 'dead_letters', key: ['tenant', 'id'].map(text), lotRows: 50 },
];

/**
 * What is left out, because {@link rebuildFacts}, the views on insert or the next look make it anew from the events, or the api tells of it
 * again. A test finds a table that is in neither list.
 */
export const derivedTables: readonly string[] = [
  'arrival_facts',
  'spell_facts',
  'activity_facts',
  'deal_aliases',
  'deal_facts',
  'deal_merge_ends',
  'derivations',
  'derived_batches',
  'entered_stages',
  'episode_extracts',
  'event_bodies',
  'named_currencies',
  'newest_events',
  'person_facts',
  'schema_migrations',
  'shown_findings',
  'step_facts',
  'superseded_bodies',
  'touched_entities',
];
