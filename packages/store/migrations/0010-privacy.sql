-- The secret address of a person's calendar: only its hash is kept, so that who reads the table has no address.
create table stepup.calendar_feeds (
  tenant text collate "C" not null references stepup.tenants (id),
  secret_hash text collate "C" not null check (secret_hash ~ '^[0-9a-f]{64}$'),
  person_id text collate "C" not null,
  made_at timestamptz not null,
  primary key (tenant, secret_hash),
  unique (tenant, person_id)
);
alter table stepup.calendar_feeds enable row level security;
alter table stepup.calendar_feeds force row level security;
create policy tenant_isolation on stepup.calendar_feeds
  using (tenant = current_setting('stepup.tenant', true))
  with check (tenant = current_setting('stepup.tenant', true));
grant select, insert, delete on stepup.calendar_feeds to stepup_app;

-- That somebody was erased, when, and as what they appear since in the records of others. The hash lets the same
-- erasure be recognised when it is asked for again, and says nothing about who it was to those who do not know the id.
create table stepup.erasures (
  tenant text collate "C" not null references stepup.tenants (id),
  person_hash text collate "C" not null,
  stand_in text collate "C" not null,
  erased_at timestamptz not null,
  deleted jsonb not null,
  primary key (tenant, person_hash)
);
alter table stepup.erasures enable row level security;
alter table stepup.erasures force row level security;
create policy tenant_isolation on stepup.erasures
  using (tenant = current_setting('stepup.tenant', true))
  with check (tenant = current_setting('stepup.tenant', true));
grant select, insert on stepup.erasures to stepup_app;

-- True while the functions below run, with the rights of their owner: whoever sets the setting without those rights
-- changes nothing by it.
create function stepup.is_erasing() returns boolean
  language sql stable
  set search_path = pg_catalog, pg_temp
as $$
  select coalesce(current_setting('stepup.erasing', true), '') = 'on'
    and pg_has_role(current_user, (select relowner from pg_class where oid = 'stepup.plans'::regclass), 'member')
$$;

create or replace function stepup.refuse_change() returns trigger
  language plpgsql
  set search_path = pg_catalog, pg_temp
as $$
begin
  if tg_op <> 'TRUNCATE' and stepup.is_erasing() then
    return case when tg_op = 'DELETE' then old else new end;
  end if;
  if tg_op = 'DELETE' and exists (
    select from stepup.tenants where id = old.tenant and tombstoned_at is not null
  ) then
    return old;
  end if;
  raise exception '% is append-only', tg_table_name using errcode = 'restrict_violation';
end
$$;

create or replace function stepup.keep_record_identity() returns trigger
  language plpgsql
  set search_path = pg_catalog, pg_temp
as $$
begin
  if stepup.is_erasing() then
    return new;
  end if;
  if new.version <> old.version + 1
    or (new.tenant, new.id, new.name, new.learner_id, new.opened_by, new.opened_at)
      is distinct from (old.tenant, old.id, old.name, old.learner_id, old.opened_by, old.opened_at)
    or new.plan_id is distinct from old.plan_id
  then
    raise exception 'a coaching record keeps its identity and moves one version at a time'
      using errcode = 'restrict_violation';
  end if;
  return new;
end
$$;

-- A JSON document in which a person appears under another name: strings that are the id and nothing else.
create function stepup.rename_in(content jsonb, person text, stand_in text) returns jsonb
  language sql immutable
  set search_path = pg_catalog, pg_temp
as $$
  select replace(content::text, to_jsonb(person)::text, to_jsonb(stand_in)::text)::jsonb
$$;

-- Deletes what was recorded about a person, and renames them in what was recorded about others: in every column that
-- may hold a person's id, found in the catalogue, so that a later table is not forgotten. Answers rows by table.
create function stepup.erase_person(person text, stand_in text) returns jsonb
  language plpgsql
  security definer
  set search_path = pg_catalog, pg_temp
as $$
declare
  current_tenant constant text := current_setting('stepup.tenant', true);
  deleted jsonb := '{}';
  deleted_rows bigint;
  place record;
  step text[];
  -- Table and which of its rows ($1 tenant, $2 person) are about the person; what others refer to comes last.
  steps constant text[][] := array[
    ['coaching_record_history', 'record_id in (select id from stepup.coaching_records r where r.tenant = $1 and (r.learner_id = $2
      or r.plan_id in (select id from stepup.plans p where p.tenant = $1 and p.rep_id = $2)))'],
    ['coaching_records', 'learner_id = $2 or plan_id in (select id from stepup.plans p where p.tenant = $1 and p.rep_id = $2)'],
    ['plan_history', 'plan_id in (select id from stepup.plans p where p.tenant = $1 and p.rep_id = $2)'],
    ['plans', 'rep_id = $2'],
    ['focuses', 'rep_id = $2'],
    ['look_findings', 'diagnosis_id in (select id from stepup.diagnoses d where d.tenant = $1 and d.rep_id = $2)'],
    ['diagnosis_reviews', 'diagnosis_id in (select id from stepup.diagnoses d where d.tenant = $1 and d.rep_id = $2)'],
    ['diagnoses', 'rep_id = $2'],
    ['diagnosis_cells', 'rep_id = $2'],
    ['read_log', 'subject_id = $2'],
    ['calendar_feeds', 'person_id = $2'],
    ['idempotency_keys', 'actor = $2 or position(to_jsonb($2::text)::text in coalesce(answer::text, '''')) > 0'],
    ['pseudonyms', 'person_id = $2']
  ];
begin
  if current_tenant is null or current_tenant = '' or person = '' or stand_in !~ '^erased-[0-9a-f-]{36}$' then
    raise exception 'a tenant, a person and a stand-in are needed' using errcode = 'invalid_parameter_value';
  end if;
  perform set_config('stepup.erasing', 'on', true);
  foreach step slice 1 in array steps loop
    execute format('delete from stepup.%I where tenant = $1 and (%s)', step[1], step[2]) using current_tenant, person;
    get diagnostics deleted_rows = row_count;
    deleted := deleted || jsonb_build_object(step[1], deleted_rows);
  end loop;
  for place in
    select c.relname as table_name, a.attname as column_name, t.typname = 'jsonb' as is_json
    from pg_class c
    join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
    join pg_type t on t.oid = a.atttypid
    where c.relnamespace = 'stepup'::regnamespace and c.relkind in ('r', 'p') and t.typname in ('text', 'jsonb')
      and a.attname <> 'tenant' and c.relname not in ('tenants', 'schema_migrations', 'leases', 'erasures', 'outbox')
      and exists (select from pg_attribute b where b.attrelid = c.oid and b.attname = 'tenant' and not b.attisdropped)
      and (t.typname = 'jsonb' or a.attname = 'by' or a.attname = 'actor' or a.attname like '%\_by'
        or a.attname in ('rep_id', 'coach_id', 'learner_id', 'reader_id', 'subject_id', 'person_id', 'owner_id', 'manager_id', 'guest_id', 'author_id'))
  loop
    if place.is_json then
      execute format('update stepup.%1$I set %2$I = stepup.rename_in(%2$I, $2, $3) where tenant = $1 and position(to_jsonb($2::text)::text in %2$I::text) > 0',
        place.table_name, place.column_name) using current_tenant, person, stand_in;
    else
      execute format('update stepup.%1$I set %2$I = $3 where tenant = $1 and %2$I = $2',
        place.table_name, place.column_name) using current_tenant, person, stand_in;
    end if;
  end loop;
  perform set_config('stepup.erasing', 'off', true);
  return deleted;
end
$$;
revoke all on function stepup.erase_person(text, text) from public;
grant execute on function stepup.erase_person(text, text) to stepup_app;

-- Deletes what has been kept long enough: records and plans that nobody has touched since `records_before`, and reads
-- before `reads_before`. Answers rows by table.
create function stepup.expire_records(records_before timestamptz, reads_before timestamptz) returns jsonb
  language plpgsql
  security definer
  set search_path = pg_catalog, pg_temp
as $$
declare
  current_tenant constant text := current_setting('stepup.tenant', true);
  deleted jsonb := '{}';
  deleted_rows bigint;
  step text[];
  -- A plan goes with all that hangs on it, so it waits until the youngest of that is old enough.
  old_plans constant text := 'select id from stepup.plans p where p.tenant = $1 and p.updated_at < $2 and not exists (
    select from stepup.coaching_records y where y.tenant = $1 and y.plan_id = p.id and y.updated_at >= $2)';
  steps text[][];
begin
  steps := array[
    ['coaching_record_history', format('record_id in (select id from stepup.coaching_records r where r.tenant = $1 and r.updated_at < $2
      and (r.plan_id is null or r.plan_id in (%s)))', old_plans)],
    ['coaching_records', format('updated_at < $2 and (plan_id is null or plan_id in (%s))', old_plans)],
    ['plan_history', format('plan_id in (%s)', old_plans)],
    ['plans', format('id in (%s)', old_plans)],
    ['focuses', 'ended_at < $2 and not exists (select from stepup.plans p where p.tenant = $1 and p.focus_id = focuses.id)'],
    ['read_log', 'read_at < $3']
  ];
  perform set_config('stepup.erasing', 'on', true);
  foreach step slice 1 in array steps loop
    execute format('delete from stepup.%I where tenant = $1 and (%s)', step[1], step[2])
      using current_tenant, records_before, reads_before;
    get diagnostics deleted_rows = row_count;
    deleted := deleted || jsonb_build_object(step[1], deleted_rows);
  end loop;
  perform set_config('stepup.erasing', 'off', true);
  return deleted;
end
$$;
revoke all on function stepup.expire_records(timestamptz, timestamptz) from public;
grant execute on function stepup.expire_records(timestamptz, timestamptz) to stepup_app;
