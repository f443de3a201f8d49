-- A rebuild of a tenant's facts: what it is about, whoever runs it, and the place it has come to, from which another process goes
-- on when this one is gone.
create table stepup.rebuilds (
  tenant text collate "C" not null references stepup.tenants (id),
  id uuid not null,
  state text not null default 'queued' check (state in ('queued', 'running', 'done', 'failed')),
  attempt integer not null default 0,
  lease_until timestamptz,
  derived integer not null default 0,
  total integer,
  -- The last entity whose facts are derived; null before the first lot.
  place_kind text,
  place_after text,
  error text,
  requested_at timestamptz not null,
  started_at timestamptz,
  finished_at timestamptz,
  primary key (tenant, id),
  check ((state = 'running') = (lease_until is not null)),
  check ((state in ('done', 'failed')) = (finished_at is not null)),
  check (state <> 'failed' or error is not null),
  check ((place_kind is null) = (place_after is null))
);
-- A second one beside it would do the same work twice.
create unique index rebuilds_unfinished on stepup.rebuilds (tenant) where state in ('queued', 'running');

alter table stepup.rebuilds enable row level security;
alter table stepup.rebuilds force row level security;
create policy tenant_isolation on stepup.rebuilds
  using (tenant = current_setting('stepup.tenant', true))
  with check (tenant = current_setting('stepup.tenant', true));
grant select, insert, update on stepup.rebuilds to stepup_app;
-- Which of them wait, whatever became of the queue; nothing of what they are about.
create policy system_unfinished on stepup.rebuilds for select to stepup_system using (true);
grant select (tenant, id, state, requested_at) on stepup.rebuilds to stepup_system;

-- As before, with every table that has rows of a tenant, of this migration and of those to come. A table that others refer to is
-- emptied in a later round than they are.
create or replace function stepup.erase_tenant() returns jsonb
  language plpgsql
  security definer
  set search_path = pg_catalog, pg_temp
as $$
declare
  current_tenant constant text := current_setting('stepup.tenant', true);
  waiting text[];
  held text[];
  deleted jsonb := '{}';
  table_name text;
  deleted_rows bigint;
begin
  perform from stepup.tenants where id = current_tenant and tombstoned_at is not null;
  if not found then
    raise exception 'the tenant carries no tombstone' using errcode = 'restrict_violation';
  end if;
  select array_agg(relname::text order by relname) into waiting
  from pg_class join pg_attribute on attrelid = pg_class.oid
  where relnamespace = 'stepup'::regnamespace and relkind in ('r', 'p') and attname = 'tenant' and not attisdropped;
  while cardinality(waiting) > 0 loop
    held := '{}';
    foreach table_name in array waiting loop
      begin
        execute format('delete from stepup.%I where tenant = $1', table_name) using current_tenant;
        get diagnostics deleted_rows = row_count;
        deleted := deleted || jsonb_build_object(table_name, deleted_rows);
      exception when foreign_key_violation then
        held := held || table_name;
      end;
    end loop;
    if cardinality(held) = cardinality(waiting) then
      raise exception 'tables refer to each other in a circle: %', held;
    end if;
    waiting := held;
  end loop;
  return deleted;
end
$$;
