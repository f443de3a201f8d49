import { describe, expect, it } from 'vitest';
import { createClusterStatements, toClusterMutation } from './cluster-statements.ts';

const scope = { cluster: 'c', database: 'd', definer: 'writer' };
const table = (columns: string) =>
  `CREATE TABLE t\n(\n${columns}\n)\nENGINE = ReplacingMergeTree(version)\nORDER BY x`;

describe('statements for a cluster', () => {
  it('replicate a table within its shard and send rows there by tenant', () => {
    const [local, front] = createClusterStatements(scope).rewrite(table('    x String,\n    tenant String'));
    expect(local).toContain('CREATE TABLE `d`.t_local ON CLUSTER `c`');
    expect(local).toContain(
      "ENGINE = ReplicatedReplacingMergeTree('/clickhouse/tables/{uuid}/{shard}', '{replica}', version)",
    );
    expect(front).toBe(
      'CREATE OR REPLACE TABLE `d`.t ON CLUSTER `c` AS `d`.t_local ENGINE = Distributed(`c`, `d`, t_local, cityHash64(tenant))',
    );
  });

  it('send rows elsewhere once the tenant is known', () => {
    const statements = createClusterStatements(scope);
    expect(statements.rewrite(table('    x String'))[1]).toContain('cityHash64(x)');
    expect(statements.rewrite('ALTER TABLE t ADD COLUMN IF NOT EXISTS tenant String')).toEqual([
      'ALTER TABLE `d`.t_local ON CLUSTER `c` ADD COLUMN IF NOT EXISTS tenant String',
      expect.stringContaining('cityHash64(tenant)'),
    ]);
  });

  it('hand rows on within the node, and read views from every shard', () => {
    const statements = createClusterStatements(scope);
    statements.rewrite(table('    tenant String'));
    expect(statements.rewrite('-- why\nCREATE MATERIALIZED VIEW v TO t AS\nSELECT * FROM t')).toEqual([
      'CREATE MATERIALIZED VIEW `d`.v ON CLUSTER `c` TO `d`.t_local AS\nSELECT * FROM `d`.t_local',
    ]);
    expect(
      statements.rewrite(
        'CREATE OR REPLACE VIEW s.v DEFINER = CURRENT_USER SQL SECURITY DEFINER AS SELECT * FROM t JOIN s.other',
      ),
    ).toEqual([
      'CREATE OR REPLACE VIEW s.v ON CLUSTER `c` DEFINER = `writer` SQL SECURITY DEFINER AS SELECT * FROM `d`.t JOIN s.other',
    ]);
  });

  it('are refused where nobody has said what they would be', () => {
    const statements = createClusterStatements(scope);
    expect(() => statements.rewrite('RENAME TABLE a TO b')).toThrow(
      'no form for a cluster of: RENAME TABLE a TO b',
    );
    expect(() => statements.rewrite('TRUNCATE TABLE elsewhere')).toThrow('no migration has made elsewhere');
    expect(() => statements.rewrite('CREATE TABLE t (x String) ENGINE = Memory')).toThrow('no form');
  });

  it('change rows in place behind the front, and nothing else', () => {
    expect(toClusterMutation('DELETE FROM t WHERE x = 1', scope)).toBe(
      'DELETE FROM `d`.t_local ON CLUSTER `c` WHERE x = 1',
    );
    expect(toClusterMutation("ALTER TABLE t DROP PARTITION 'p'", scope)).toBe(
      "ALTER TABLE `d`.t_local ON CLUSTER `c` DROP PARTITION 'p'",
    );
    for (const other of [
      'INSERT INTO t SELECT 1',
      'SELECT 1',
      'ALTER TABLE `d`.t_local ON CLUSTER `c` ADD COLUMN x String',
    ])
      expect(toClusterMutation(other, scope)).toBe(other);
  });
});
