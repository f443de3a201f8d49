import { type RowRefusal, refuseRow } from '../refusal.ts';
import type { SourceRow } from '../source-row.ts';
import type { Mapping } from './compiled-mapping.ts';
import { compileFieldSource, type FieldReader, type FieldSource } from './field-source.ts';
import { eventMakerOf } from './definition-events.ts';
import type { DraftEvent } from './draft-event.ts';

type Values = Record<string, string | boolean>;

const textNames = ['team', 'email', 'login'] as const;
const trueWords = new Set(['true', 'yes', 'y', '1']);
const falseWords = new Set(['false', 'no', 'n', '0']);

/**
 * The persons of one import: those of the people's table, their managers, and whoever the rows name beside them.
 * Keeps the ids of all persons seen, which a sales organisation bounds.
 */
export class People {
  readonly #mapping: Mapping;
  readonly #contentById = new Map<string, string>();
  readonly #managers = new Map<string, { name: string; line: number }>();
  readonly #readRow: ((row: SourceRow) => Values | RowRefusal) | undefined;

  constructor(mapping: Mapping) {
    this.#mapping = mapping;
    this.#readRow = compileTableRow(mapping);
  }

  /** The person of a row of the people's table; one that repeats an earlier row to the letter makes nothing new. */
  addTableRow(row: SourceRow): DraftEvent | RowRefusal {
    const table = this.#mapping.file.people?.table;
    if (table === undefined || this.#readRow === undefined)
      throw new Error('the mapping has no table of people');
    const id = row.cell(table.person_id);
    if (id === '')
      return refuseRow('id_missing', `Column ${JSON.stringify(table.person_id)} is empty.`, table.person_id);
    const values = this.#readRow(row);
    if (isRefusal(values)) return values;
    const personId = this.#prefixed(id);
    const draft = this.#make({ person_id: personId, ...values });
    const earlier = this.#contentById.get(personId);
    if (earlier !== undefined && earlier !== draft.id) {
      return refuseRow(
        'id_repeated',
        `Another row above says something else of the same person ${JSON.stringify(id)}.`,
        table.person_id,
      );
    }
    this.#contentById.set(personId, draft.id);
    const managerId = values['manager_id'];
    if (typeof managerId === 'string' && !this.#managers.has(managerId)) {
      this.#managers.set(managerId, { name: this.#unprefixed(managerId), line: row.line });
    }
    return draft;
  }

  /** Once the table is read: persons for the managers who had no row in it, with the line that first names them. */
  *managersWithoutRow(): Generator<{ draft: DraftEvent; line: number }> {
    const entry = this.#mapping.file.people?.table?.managers;
    if (entry === undefined) return;
    for (const [personId, { name, line }] of this.#managers) {
      if (this.#contentById.has(personId)) continue;
      const draft = this.#make({
        person_id: personId,
        name,
        role: entry.role,
        active: true,
        ...(entry.team === undefined ? {} : { team: entry.team }),
      });
      this.#contentById.set(personId, draft.id);
      yield { draft, line };
    }
  }

  /** The person behind an id met in a row for the first time, if the mapping makes persons of rows. */
  addFromRow(personId: string): DraftEvent | undefined {
    const entry = this.#mapping.file.people?.from_rows;
    if (entry === undefined || this.#contentById.has(personId)) return undefined;
    const draft = this.#make({
      person_id: personId,
      name: this.#unprefixed(personId),
      role: entry.role,
      active: true,
      ...(entry.team === undefined ? {} : { team: entry.team }),
    });
    this.#contentById.set(personId, draft.id);
    return draft;
  }

  #make(data: Values): DraftEvent {
    return eventMakerOf(this.#mapping).make({
      type: 'sales.person.changed.v1',
      time: this.#mapping.definitionsFrom,
      order: 0,
      data,
    });
  }

  #prefixed(id: string): string {
    return (this.#mapping.file.person_id_prefix ?? '') + id;
  }

  #unprefixed(personId: string): string {
    return personId.slice((this.#mapping.file.person_id_prefix ?? '').length);
  }
}

/** The columns that the people's table must have. */
export function peopleColumns(mapping: Mapping): string[] {
  const table = mapping.file.people?.table;
  if (table === undefined) return [];
  const { name, role, team, active, manager_id, email, login, started_on } = table;
  const sources = [name, role, team, active, manager_id, email, login, started_on];
  return [...new Set([table.person_id, ...sources.flatMap((source) => source?.column ?? [])])];
}

function isRefusal(values: Values | RowRefusal): values is RowRefusal {
  return values['kind'] === 'row_refused';
}

function compileTableRow(mapping: Mapping): ((row: SourceRow) => Values | RowRefusal) | undefined {
  const table = mapping.file.people?.table;
  if (table === undefined) return undefined;
  const prefix = mapping.file.person_id_prefix ?? '';
  const readers: { field: string; source: FieldSource | undefined; read: FieldReader }[] = [];
  const add = (field: string, source: FieldSource | undefined): void => {
    if (source !== undefined) readers.push({ field, source, read: compileFieldSource(source) });
  };
  add('name', table.name ?? { column: table.person_id, other_values: 'keep' });
  add('role', table.role);
  add('active', table.active ?? { constant: 'true', other_values: 'keep' });
  add('manager_id', table.manager_id);
  for (const name of textNames) add(name, table[name]);
  add('started_on', table.started_on);
  return (row) => {
    const values: Values = {};
    for (const { field, source, read } of readers) {
      const text = read(row);
      if (typeof text !== 'string') return text;
      if (text === '') continue;
      const value = convert(field, text, source?.column, mapping);
      if (typeof value === 'object') return value;
      values[field] = field === 'manager_id' ? prefix + text : value;
    }
    return values;
  };
}

function convert(
  field: string,
  text: string,
  column: string | undefined,
  mapping: Mapping,
): string | boolean | RowRefusal {
  if (field === 'active') {
    const word = text.toLowerCase();
    if (trueWords.has(word)) return true;
    if (falseWords.has(word)) return false;
    return refuseRow(
      'boolean_invalid',
      `${JSON.stringify(text)} is neither yes nor no (true, false, 1, 0). Map it under "values".`,
      column,
    );
  }
  if (field === 'started_on') {
    return (
      mapping.times.readDate(text) ??
      refuseRow(
        'time_invalid',
        `${JSON.stringify(text)} is no date in the formats that the mapping states.`,
        column,
      )
    );
  }
  return text;
}
