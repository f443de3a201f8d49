-- Who had a plan before its present coach, and whether the learner opened to the present one what was written before.
alter table stepup.plans add column handovers jsonb not null default '[]';

-- A new manager is a fact of the organisation, which the product follows; nobody of the two does it.
alter table stepup.plan_history drop constraint plan_history_side_check;
alter table stepup.plan_history add constraint plan_history_side_check check (side in ('rep', 'coach', 'product'));

create index plans_under_way on stepup.plans (tenant, id) where state in ('draft', 'proposed', 'active');

-- How many days a tenant keeps each kind of record after it was last touched, where it differs from what is usual.
create table stepup.retention (
  tenant text collate "C" not null references stepup.tenants (id),
  kind text collate "C" not null,
  kept_days integer not null check (kept_days between 30 and 3650),
  set_by text collate "C" not null,
  set_at timestamptz not null,
  primary key (tenant, kind)
);
alter table stepup.retention enable row level security;
alter table stepup.retention force row level security;
create policy tenant_isolation on stepup.retention
  using (tenant = current_setting('stepup.tenant', true))
  with check (tenant = current_setting('stepup.tenant', true));
grant select, insert, update on stepup.retention to stepup_app;

-- Deletes what has been kept long enough. `cutoffs` names for each kind of record, for `plan` and for `read` the moment since
-- which nobody may have touched it. Answers rows by table.
drop function stepup.expire_records(timestamptz, timestamptz);
create function stepup.expire_records(cutoffs jsonb) returns jsonb
  language plpgsql
  security definer
  set search_path = pg_catalog, pg_temp
as $$
declare
  current_tenant constant text := current_setting('stepup.tenant', true);
  deleted jsonb := '{}';
  deleted_rows bigint;
  step text[];
  -- A plan goes with all that hangs on it, so it waits until the youngest of that is as old.
  old_plans constant text := 'select id from stepup.plans p where p.tenant = $1 and p.updated_at < ($2 ->> ''plan'')::timestamptz and not exists (
    select from stepup.coaching_records y where y.tenant = $1 and y.plan_id = p.id and y.updated_at >= ($2 ->> ''plan'')::timestamptz)';
  old_records constant text := format('r.tenant = $1 and (r.updated_at < ($2 ->> r.name)::timestamptz or r.plan_id in (%s))', old_plans);
  steps text[][];
begin
  if current_tenant is null or current_tenant = '' then
    raise exception 'a tenant is needed' using errcode = 'invalid_parameter_value';
  end if;
  steps := array[
    ['coaching_record_history', format('record_id in (select id from stepup.coaching_records r where %s)', old_records)],
    ['coaching_records', format('id in (select id from stepup.coaching_records r where %s)', old_records)],
    ['plan_history', format('plan_id in (%s)', old_plans)],
    ['plans', format('id in (%s)', old_plans)],
    ['plan_proposals', 'made_at < ($2 ->> ''plan'')::timestamptz'],
    ['focuses', 'ended_at < ($2 ->> ''plan'')::timestamptz and not exists (select from stepup.plans p where p.tenant = $1 and p.focus_id = focuses.id)'],
    ['read_log', 'read_at < ($2 ->> ''read'')::timestamptz']
  ];
  perform set_config('stepup.erasing', 'on', true);
  foreach step slice 1 in array steps loop
    execute format('delete from stepup.%I where tenant = $1 and (%s)', step[1], step[2]) using current_tenant, cutoffs;
    get diagnostics deleted_rows = row_count;
    deleted := deleted || jsonb_build_object(step[1], deleted_rows);
  end loop;
  perform set_config('stepup.erasing', 'off', true);
  return deleted;
end
$$;
revoke all on function stepup.expire_records(jsonb) from public;
grant execute on function stepup.expire_records(jsonb) to stepup_app;
