-- How many days of entries a cell counts is part of its number. Cells from before it was kept followed from their run and horizon.
alter table stepup.diagnosis_cells add column window_days integer check (window_days >= 1);
alter table stepup.diagnosis_cells no force row level security;
alter table stepup.diagnosis_runs no force row level security;
update stepup.diagnosis_cells c set window_days = coalesce(
  (select r.window_days from stepup.diagnosis_runs r where r.tenant = c.tenant and r.id = c.run_id),
  greatest(case when c.notes ? 'long_window' then 365 else 180 end, c.horizon_days + 90)
);
alter table stepup.diagnosis_runs force row level security;
alter table stepup.diagnosis_cells force row level security;
alter table stepup.diagnosis_cells alter column window_days set not null;

-- What a run failed on is a team's alone: the others are there, and the run says how many are not.
alter table stepup.diagnosis_runs add column failed_teams integer not null default 0 check (failed_teams >= 0);

-- A dispute that nobody answered in time is read by whom it went up to.
create index coaching_disputes_passed_up on stepup.coaching_records (tenant, (content -> 'passed_up' -> -1 ->> 'to'))
  where name = 'dispute';

-- The latest look that was taken, for what a month could be about.
create index diagnosis_looks_done on stepup.diagnosis_runs (tenant, as_of desc, created_at desc)
  where kind = 'look' and state = 'done';

-- What a month could be about is read off its look, where everybody's best lever stands; there was a second account of it here.
drop table stepup.plan_proposals;
create or replace function stepup.expire_records(cutoffs jsonb) returns jsonb
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
