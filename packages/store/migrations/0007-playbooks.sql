-- Every version of a tenant's playbook, as it was written. Without a row the tenant has the one that comes with the product,
-- which counts as version 0.
create table stepup.playbook_versions (
  tenant text collate "C" not null references stepup.tenants (id),
  version integer not null check (version >= 1),
  text text not null,
  written_by text collate "C" not null,
  written_at timestamptz not null,
  primary key (tenant, version)
);
create trigger append_only before update or delete on stepup.playbook_versions
  for each row execute function stepup.refuse_change();
create trigger append_only_truncate before truncate on stepup.playbook_versions
  for each statement execute function stepup.refuse_change();

alter table stepup.playbook_versions enable row level security;
alter table stepup.playbook_versions force row level security;
create policy tenant_isolation on stepup.playbook_versions
  using (tenant = current_setting('stepup.tenant', true))
  with check (tenant = current_setting('stepup.tenant', true));
grant select, insert on stepup.playbook_versions to stepup_app;

-- As before, but the tables are found in the catalogue, so that a new one cannot be forgotten: every table with a column
-- tenant, those that others refer to after those.
create or replace function stepup.erase_tenant() returns jsonb
  language plpgsql
  security definer
  set search_path = pg_catalog, pg_temp
as $$
declare
  current_tenant constant text := current_setting('stepup.tenant', true);
  remaining oid[];
  next_table oid;
  deleted jsonb := '{}';
  deleted_rows bigint;
begin
  perform from stepup.tenants where id = current_tenant and tombstoned_at is not null;
  if not found then
    raise exception 'the tenant carries no tombstone' using errcode = 'restrict_violation';
  end if;
  select array_agg(c.oid order by c.relname) into remaining
  from pg_class c
  join pg_attribute a on a.attrelid = c.oid and a.attname = 'tenant' and not a.attisdropped
  where c.relnamespace = 'stepup'::regnamespace and c.relkind in ('r', 'p');
  while cardinality(remaining) > 0 loop
    select t into next_table
    from unnest(remaining) with ordinality as listed (t, place)
    where not exists (
      select from pg_constraint k
      where k.contype = 'f' and k.confrelid = t and k.conrelid <> t and k.conrelid = any (remaining)
    )
    order by place limit 1;
    if next_table is null then
      raise exception 'the tables of a tenant refer to each other in a circle';
    end if;
    execute format('delete from %s where tenant = $1', next_table::regclass) using current_tenant;
    get diagnostics deleted_rows = row_count;
    deleted := deleted || jsonb_build_object((select relname from pg_class where oid = next_table), deleted_rows);
    remaining := array_remove(remaining, next_table);
  end loop;
  return deleted;
end
$$;
