import { quoteName } from './quote-name.ts';

/** The cluster that a warehouse is spread over, as `remote_servers` of its nodes call it. */
export interface ClusterScope {
  cluster: string;
  /** Written out wherever a table is named: a node that is handed a statement has a database of its own in mind. */
  database: string;
  /** The account that views run with. Where statements are handed from node to node, CURRENT_USER would be asked of each. */
  definer: string;
}

/** Rewrites the statements of the migrations, one after the other from the first on, for a cluster. */
export interface ClusterStatements {
  /**
   * Every table becomes two: `<name>_local`, replicated within its shard, and `<name>` before it, which sends a row to the shard of
   * its tenant. What hangs together is of one tenant and so in one shard; views that hand rows on therefore stay within it.
   *
   * @throws on a kind of statement that it does not know: a migration must never run on one node alone by mistake
   */
  rewrite(statement: string): string[];
}

const replicatedEngine = /ENGINE = ((?:Replacing|Aggregating|Summing)?MergeTree)(?:\(([^)]*)\))?/;
/** One for each statement that makes a table, so that a table made anew never meets what is left of the old one. */
const replicaPath = `'/clickhouse/tables/{uuid}/{shard}', '{replica}'`;

export function createClusterStatements({ cluster, database, definer }: ClusterScope): ClusterStatements {
  const onCluster = `ON CLUSTER ${quoteName(cluster)}`;
  /** Columns that decide on the shard, by table. */
  const shardedBy = new Map<string, string>();
  /** Views beside the tables; those of a database of their own are named with it. */
  const views = new Set<string>();

  const front = (name: string): string => `${quoteName(database)}.${name}`;
  const local = (name: string): string => front(`${name}_local`);
  const createFront = (table: string): string =>
    `CREATE OR REPLACE TABLE ${front(table)} ${onCluster} AS ${local(table)} ENGINE = Distributed(${quoteName(cluster)}, ${quoteName(database)}, ${table}_local, cityHash64(${shardedBy.get(table)}))`;
  const known = (table: string, statement: string): string => {
    if (!shardedBy.has(table)) throw new Error(`no migration has made ${table}: ${firstLine(statement)}`);
    return table;
  };
  const readFrom = (sql: string, place: (name: string) => string): string =>
    sql.replace(/\b(FROM|JOIN) (\w+)\b(?!\.)/g, (text, keyword: string, table: string) =>
      views.has(table)
        ? `${keyword} ${front(table)}`
        : shardedBy.has(table)
          ? `${keyword} ${place(table)}`
          : text,
    );

  const rules: [RegExp, (match: RegExpExecArray, statement: string) => string[]][] = [
    [
      /^CREATE DATABASE IF NOT EXISTS (\w+)$/,
      ([, name]) => [`CREATE DATABASE IF NOT EXISTS ${name} ${onCluster}`],
    ],
    [
      /^CREATE TABLE (IF NOT EXISTS )?(\w+)\n\(\n {4}(\w+)([\s\S]*)$/,
      ([, ifNotExists = '', table = '', firstColumn = '', rest = '']) => {
        shardedBy.set(table, firstColumn === 'tenant' || /\n {4}tenant /.test(rest) ? 'tenant' : firstColumn);
        return [
          `CREATE TABLE ${ifNotExists}${local(table)} ${onCluster}\n(\n    ${firstColumn}${replicate(rest)}`,
          createFront(table),
        ];
      },
    ],
    [
      /^CREATE MATERIALIZED VIEW (IF NOT EXISTS )?(\w+) TO (\w+) AS([\s\S]*)$/,
      ([, ifNotExists = '', view = '', target = '', select = ''], statement) => [
        `CREATE MATERIALIZED VIEW ${ifNotExists}${front(view)} ${onCluster} TO ${local(known(target, statement))} AS${readFrom(select, local)}`,
      ],
    ],
    [
      /^CREATE OR REPLACE VIEW ((?:\w+\.)?)(\w+) DEFINER = CURRENT_USER SQL SECURITY DEFINER AS([\s\S]*)$/,
      ([, elsewhere = '', view = '', select = '']) => {
        if (elsewhere === '') views.add(view);
        const name = elsewhere === '' ? front(view) : `${elsewhere}${view}`;
        return [
          `CREATE OR REPLACE VIEW ${name} ${onCluster} DEFINER = ${quoteName(definer)} SQL SECURITY DEFINER AS${readFrom(select, front)}`,
        ];
      },
    ],
    [
      /^ALTER TABLE (\w+)([\s\S]*)$/,
      ([, table = '', changes = ''], statement) => {
        known(table, statement);
        if (/ADD COLUMN (?:IF NOT EXISTS )?tenant /.test(changes)) shardedBy.set(table, 'tenant');
        return [`ALTER TABLE ${local(table)} ${onCluster}${changes}`, createFront(table)];
      },
    ],
    [
      /^DROP VIEW IF EXISTS (\w+)$/,
      ([, view = '']) => [`DROP VIEW IF EXISTS ${front(view)} ${onCluster} SYNC`],
    ],
    [
      /^DROP TABLE IF EXISTS (\w+)$/,
      ([, table = ''], statement) => {
        known(table, statement);
        shardedBy.delete(table);
        return [front(table), local(table)].map((name) => `DROP TABLE IF EXISTS ${name} ${onCluster} SYNC`);
      },
    ],
    [
      /^TRUNCATE TABLE (\w+)$/,
      ([, table = ''], statement) => [`TRUNCATE TABLE ${local(known(table, statement))} ${onCluster}`],
    ],
    [
      // A migration runs while nothing else writes what it deletes, so replicas find the same rows.
      /^DELETE FROM (\w+) WHERE([\s\S]*)$/,
      ([, table = '', where = ''], statement) => [
        `DELETE FROM ${local(known(table, statement))} ${onCluster} WHERE${readFrom(where, local)} SETTINGS allow_nondeterministic_mutations = 1`,
      ],
    ],
    [/^INSERT INTO [\s\S]*$/, (_, statement) => [statement]],
  ];

  return {
    rewrite(statement) {
      const bare = statement.replace(/^(?:--[^\n]*\n|\s+)+/, '');
      for (const [pattern, render] of rules) {
        const match = pattern.exec(bare);
        if (match !== null) return render(match, bare);
      }
      throw new Error(`there is no form for a cluster of: ${firstLine(bare)}`);
    },
  };
}

/**
 * A statement of the running product that changes rows in place, which no table in front of others can: on every node, and of
 * the node's own rows. Everything else goes to the tables in front as it is.
 */
export function toClusterMutation(
  statement: string,
  { cluster, database }: Pick<ClusterScope, 'cluster' | 'database'>,
): string {
  return statement.replace(
    /^(DELETE FROM|ALTER TABLE) (\w+)(?= WHERE\b| DROP PARTITION\b)/,
    (_, verb: string, table: string) =>
      `${verb} ${quoteName(database)}.${table}_local ON CLUSTER ${quoteName(cluster)}`,
  );
}

function replicate(definition: string): string {
  return definition.replace(
    replicatedEngine,
    (_, engine: string, columns?: string) =>
      `ENGINE = Replicated${engine}(${replicaPath}${columns === undefined ? '' : `, ${columns}`})`,
  );
}

function firstLine(statement: string): string {
  return statement.split('\n', 1)[0] ?? '';
}
