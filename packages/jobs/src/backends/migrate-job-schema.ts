import { runMigrations } from 'bullmq';
import pg from 'pg';

/**
 * Creates or updates BullMQ's tables in `schema`, as the owner of the database, and lets `role` use them; a service
 * then connects as that role and needs no right to create anything. Any number of processes may call this at once.
 */
export async function migrateJobSchema(options: {
  readonly connectionString: string;
  readonly schema: string;
  readonly role: string;
}): Promise<void> {
  const client = new pg.Client({
    connectionString: options.connectionString,
    application_name: 'stepup-migrate',
  });
  await client.connect();
  try {
    await runMigrations(client, options.schema);
    const [schema, role] = [client.escapeIdentifier(options.schema), client.escapeIdentifier(options.role)];
    await client.query('begin');
    // Two grants at once on the same object fail with "tuple concurrently updated".
    await client.query('select pg_advisory_xact_lock(hashtext($1))', [`grants on ${options.schema}`]);
    await client.query(`grant usage on schema ${schema} to ${role}`);
    await client.query(`grant select, insert, update, delete on all tables in schema ${schema} to ${role}`);
    await client.query(`grant usage, select on all sequences in schema ${schema} to ${role}`);
    await client.query(`grant execute on all functions in schema ${schema} to ${role}`);
    await client.query('commit');
  } finally {
    await client.end();
  }
}
