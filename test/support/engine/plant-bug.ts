import type { Warehouse } from '@stepup/warehouse';

/** A change of a statement that makes it wrong, which a suite has to see. */
export interface Plant {
  bug: string;
  /** The name of the statement or question. */
  where: string;
  text: string;
  planted: string;
}

/** The warehouse with the bug in it; throws where the statement no longer has the text. */
export function plantBug(warehouse: Warehouse, { where, text, planted }: Plant): Warehouse {
  const change = <Statement extends { name: string; sql: string }>(statement: Statement): Statement => {
    if (statement.name !== where) return statement;
    const sql = statement.sql.replaceAll(text, planted);
    if (sql === statement.sql) throw new Error(`${where} no longer has the text ${text}`);
    return { ...statement, sql };
  };
  return {
    ...warehouse,
    read: (query, parameters) => warehouse.read(change(query), parameters),
    run: (statement, parameters) => warehouse.run(change(statement), parameters),
  };
}
