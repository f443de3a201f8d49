-- Every table of a tenant carries the tenant, and row-level security lets a transaction see the rows of the one
-- tenant it has named (set_config('stepup.tenant', …, true)). Without a name the setting is null or empty and no
-- row matches. FORCE makes this hold for the owner of the tables too.
--
-- Identifiers are compared bytewise (collate "C"), so that the order of a page is the same under every
-- operating system and locale.

create table stepup.tenants (
  id text collate "C" primary key check (id ~ '^[a-z0-9-]{1,63}$'),
  created_at timestamptz not null,
  tombstoned_at timestamptz
);

alter table stepup.tenants enable row level security;
alter table stepup.tenants force row level security;
create policy tenant_isolation on stepup.tenants
  using (id = current_setting('stepup.tenant', true))
  with check (id = current_setting('stepup.tenant', true));
create policy system_read on stepup.tenants for select to stepup_system using (true);
grant select, insert, update on stepup.tenants to stepup_app;
grant select on stepup.tenants to stepup_system;

-- Append-only tables refuse every change to a living tenant's rows, whoever makes it. The rows of a tombstoned
-- tenant may be deleted, never altered.
create function stepup.refuse_change() returns trigger
  language plpgsql
  set search_path = pg_catalog, pg_temp
as $$
begin
  if tg_op = 'DELETE' and exists (
    select from stepup.tenants where id = old.tenant and tombstoned_at is not null
  ) then
    return old;
  end if;
  raise exception '% is append-only', tg_table_name using errcode = 'restrict_violation';
end
$$;
