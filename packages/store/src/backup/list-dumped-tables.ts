import type { ClientBase } from 'pg';
import { z } from 'zod';

/** A table of the dump, and the columns that are written rather than computed. */
export interface DumpedTable {
  readonly name: string;
  readonly columns: readonly string[];
  /** The column that numbers its rows itself, if there is one. */
  readonly numbered: string | null;
}

const tableRow = z.object({
  name: z.string(),
  columns: z.array(z.string()),
  numbered: z.string().nullable(),
  refers_to: z.array(z.string()),
});

/** Not of a tenant, and worthless after a crash: the ledger is the migrator's, leases are held by processes. */
const leftOut = ['schema_migrations', 'leases'];

/**
 * The tables of the store, each after those it refers to; a reference that may be checked at the end of a transaction asks for
 * no order. Throws where other references make a circle.
 */
export async function listDumpedTables(client: ClientBase): Promise<DumpedTable[]> {
  const { rows } = await client.query(
    `select c.relname as name,
            array(select a.attname::text from pg_attribute a
                  where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
                  order by a.attnum) as columns,
            (select a.attname::text from pg_attribute a where a.attrelid = c.oid and a.attidentity <> '') as numbered,
            array(select distinct f.relname::text from pg_constraint k join pg_class f on f.oid = k.confrelid
                  where k.conrelid = c.oid and k.contype = 'f' and k.confrelid <> c.oid and not k.condeferrable) as refers_to
     from pg_class c
     where c.relnamespace = 'stepup'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
       and c.relname <> all ($1)
     order by c.relname`,
    [leftOut],
  );
  const waiting = z.array(tableRow).parse(rows);
  const ordered: DumpedTable[] = [];
  const placed = new Set<string>();
  while (waiting.length > 0) {
    const index = waiting.findIndex(({ refers_to }) => refers_to.every((name) => placed.has(name)));
    const [table] = waiting.splice(index, 1);
    if (index === -1 || table === undefined) {
      throw new Error(
        `tables refer to each other in a circle: ${waiting.map(({ name }) => name).join(', ')}`,
      );
    }
    placed.add(table.name);
    ordered.push({ name: table.name, columns: table.columns, numbered: table.numbered });
  }
  return ordered;
}
