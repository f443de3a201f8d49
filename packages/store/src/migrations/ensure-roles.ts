import type { Client } from 'pg';
import { scramVerifier } from './scram-verifier.ts';

/**
 * Creates the two roles, or brings them back to what they have to be. `stepup_app` is what the services connect as;
 * it inherits nothing, so it has the rights of `stepup_system` only in a transaction that takes that role.
 */
export async function ensureRoles(client: Client, appPassword: string): Promise<void> {
  const { rows } = await client.query<{ rolname: string }>(
    `select rolname from pg_roles where rolname in ('stepup_app', 'stepup_system')`,
  );
  const existing = new Set(rows.map(({ rolname }) => rolname));
  if (!existing.has('stepup_system')) await client.query('create role stepup_system nologin noinherit');
  if (!existing.has('stepup_app')) await client.query('create role stepup_app login noinherit');
  await client.query(`alter role stepup_app login noinherit password '${scramVerifier(appPassword)}'`);
  const { rowCount } = await client.query(
    `select from pg_auth_members
     where roleid = 'stepup_system'::regrole and member = 'stepup_app'::regrole`,
  );
  if (rowCount === 0) await client.query('grant stepup_system to stepup_app');
}
