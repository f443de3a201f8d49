-- What stands after a look, in the order in which it is shown: kept with the look's run, so that the same moment and the
-- same events are answered without replaying. The numbers are those of the last look that measured the cell.
create table stepup.look_findings (
  tenant text collate "C" not null references stepup.tenants (id),
  run_id uuid not null,
  place integer not null check (place >= 1),
  diagnosis_id uuid not null,
  rate double precision not null,
  interval_low double precision not null,
  interval_high double precision not null,
  typical double precision not null,
  p_gap double precision not null,
  n double precision not null,
  detectable_gap double precision,
  primary key (tenant, run_id, place),
  constraint look_findings_once unique (tenant, run_id, diagnosis_id),
  foreign key (tenant, run_id) references stepup.diagnosis_runs (tenant, id) on delete cascade,
  foreign key (tenant, diagnosis_id) references stepup.diagnoses (tenant, id)
);

alter table stepup.look_findings enable row level security;
alter table stepup.look_findings force row level security;
create policy tenant_isolation on stepup.look_findings
  using (tenant = current_setting('stepup.tenant', true))
  with check (tenant = current_setting('stepup.tenant', true));
grant select, insert, delete on stepup.look_findings to stepup_app;

-- As before, with the new table.
create or replace function stepup.erase_tenant() returns jsonb
  language plpgsql
  security definer
  set search_path = pg_catalog, pg_temp
as $$
declare
  current_tenant constant text := current_setting('stepup.tenant', true);
  emptied constant text[] := array[
    'read_log', 'plan_history', 'plans', 'focuses', 'look_findings', 'diagnosis_reviews', 'diagnoses',
    'diagnosis_cells', 'diagnosis_runs', 'outbox', 'idempotency_keys'
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
