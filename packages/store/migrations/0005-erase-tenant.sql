-- Deletes every row of the current tenant except its tombstone, and answers the number of rows per table. Refuses a
-- tenant that carries no tombstone, so that a slip in a caller cannot empty a living one. Runs with the owner's
-- rights because the application role may not delete; row-level security still holds it to the current tenant.
create function stepup.erase_tenant() returns jsonb
  language plpgsql
  security definer
  set search_path = pg_catalog, pg_temp
as $$
declare
  current_tenant constant text := current_setting('stepup.tenant', true);
  emptied constant text[] := array[
    'read_log', 'plan_history', 'plans', 'focuses', 'diagnosis_reviews', 'diagnoses', 'diagnosis_cells',
    'diagnosis_runs', 'outbox', 'idempotency_keys'
  ];
  deleted jsonb := '{}';
  table_name text;
  deleted_rows bigint;
begin
  perform from stepup.tenants where id = current_tenant and tombstoned_at is not null;
  if not found then
    raise exception 'the tenant carries no tombstone' using errcode = 'restrict_violation';
  end if;
  foreach table_name in array emptied loop
    execute format('delete from stepup.%I where tenant = $1', table_name) using current_tenant;
    get diagnostics deleted_rows = row_count;
    deleted := deleted || jsonb_build_object(table_name, deleted_rows);
  end loop;
  return deleted;
end
$$;
revoke all on function stepup.erase_tenant() from public;
grant execute on function stepup.erase_tenant() to stepup_app;
