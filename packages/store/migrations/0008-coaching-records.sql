-- Sessions, calls, reviews, obstacles and the other kinds of coaching record: how each reads now, and everything that
-- was done to it. Coaching texts live in these two tables, in the plans, and nowhere else.
create table stepup.coaching_records (
  tenant text collate "C" not null references stepup.tenants (id),
  id uuid not null,
  name text collate "C" not null check (name in (
    'session', 'call', 'storyboard', 'obstacle', 'review', 'barrier', 'handover', 'practice', 'recognition',
    'dispute', 'selection_evidence', 'training', 'time_agreement', 'invitation', 'pulse', 'absence'
  )),
  learner_id text collate "C" not null,
  coach_id text collate "C",
  plan_id uuid,
  state text collate "C" not null,
  version integer not null check (version >= 1),
  -- By when somebody has something to do, and when what it is about takes place: what agenda and feeds are made of.
  due_on date,
  happens_at timestamptz,
  activity_id text collate "C",
  opened_by text collate "C" not null,
  opened_at timestamptz not null,
  updated_at timestamptz not null,
  content jsonb not null,
  primary key (tenant, id),
  foreign key (tenant, plan_id) references stepup.plans (tenant, id),
  check (coach_id is distinct from learner_id or name = 'practice'),
  check (content ->> 'state' = state),
  check (plan_id is not null or name not in ('storyboard', 'obstacle', 'review', 'invitation'))
);
create index coaching_records_of_learner on stepup.coaching_records (tenant, learner_id, name, opened_at desc, id desc);
create index coaching_records_of_coach on stepup.coaching_records (tenant, coach_id, name, opened_at desc, id desc);
create index coaching_records_newest on stepup.coaching_records (tenant, name, opened_at desc, id desc);
create index coaching_records_of_plan on stepup.coaching_records (tenant, plan_id, name) where plan_id is not null;
create index coaching_records_due on stepup.coaching_records (tenant, due_on) where due_on is not null;
create index coaching_records_happening on stepup.coaching_records (tenant, happens_at) where happens_at is not null;
-- The rules are decided by the domain; these indexes settle the races between two writers.
create unique index coaching_one_storyboard on stepup.coaching_records (tenant, plan_id) where name = 'storyboard';
create unique index coaching_one_obstacle_worked_on on stepup.coaching_records (tenant, plan_id)
  where name = 'obstacle' and state = 'worked_on';
create unique index coaching_one_review_due on stepup.coaching_records (tenant, plan_id)
  where name = 'review' and state = 'due';
create unique index coaching_one_card_a_call on stepup.coaching_records (tenant, learner_id, activity_id)
  where name = 'call' and activity_id is not null and state <> 'cancelled';
create unique index coaching_one_open_invitation on stepup.coaching_records
  (tenant, plan_id, (content ->> 'guest_id')) where name = 'invitation' and state = 'open';
create unique index coaching_one_time_agreement on stepup.coaching_records
  (tenant, learner_id, (content ->> 'month')) where name = 'time_agreement' and state <> 'withdrawn';

-- Everything that was ever done to a record, with the words it was done with.
create table stepup.coaching_record_history (
  tenant text collate "C" not null references stepup.tenants (id),
  record_id uuid not null,
  version integer not null check (version >= 1),
  move jsonb not null,
  facts jsonb not null,
  by text collate "C" not null,
  side text not null check (side in ('learner', 'coach', 'guest', 'operations', 'reader')),
  at timestamptz not null,
  today date not null,
  late boolean not null,
  from_state text,
  to_state text not null,
  primary key (tenant, record_id, version),
  foreign key (tenant, record_id) references stepup.coaching_records (tenant, id),
  check ((version = 1) = (from_state is null))
);
create trigger append_only before update or delete on stepup.coaching_record_history
  for each row execute function stepup.refuse_change();
create trigger append_only_truncate before truncate on stepup.coaching_record_history
  for each statement execute function stepup.refuse_change();

-- A record is its history: no state without the entry that led to it, when the transaction ends.
alter table stepup.coaching_records add constraint coaching_records_are_their_history
  foreign key (tenant, id, version) references stepup.coaching_record_history (tenant, record_id, version)
  deferrable initially deferred;

-- What a record is about stays, and its versions come one after the other.
create function stepup.keep_record_identity() returns trigger
  language plpgsql
  set search_path = pg_catalog, pg_temp
as $$
begin
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
create trigger keep_identity before update on stepup.coaching_records
  for each row execute function stepup.keep_record_identity();

-- Under what a person appears in events. Erasing the row makes what was counted anonymous for good.
create table stepup.pseudonyms (
  tenant text collate "C" not null references stepup.tenants (id),
  person_id text collate "C" not null,
  pseudonym uuid not null default gen_random_uuid(),
  primary key (tenant, person_id),
  unique (tenant, pseudonym)
);

alter table stepup.coaching_records enable row level security;
alter table stepup.coaching_records force row level security;
create policy tenant_isolation on stepup.coaching_records
  using (tenant = current_setting('stepup.tenant', true))
  with check (tenant = current_setting('stepup.tenant', true));
grant select, insert, update on stepup.coaching_records to stepup_app;

alter table stepup.coaching_record_history enable row level security;
alter table stepup.coaching_record_history force row level security;
create policy tenant_isolation on stepup.coaching_record_history
  using (tenant = current_setting('stepup.tenant', true))
  with check (tenant = current_setting('stepup.tenant', true));
grant select, insert on stepup.coaching_record_history to stepup_app;

alter table stepup.pseudonyms enable row level security;
alter table stepup.pseudonyms force row level security;
create policy tenant_isolation on stepup.pseudonyms
  using (tenant = current_setting('stepup.tenant', true))
  with check (tenant = current_setting('stepup.tenant', true));
grant select, insert, delete on stepup.pseudonyms to stepup_app;

-- Deletes every row of the current tenant except its tombstone. The tables come from the catalogue, so a later one is
-- never forgotten; one that others still refer to is tried again after them.
create or replace function stepup.erase_tenant() returns jsonb
  language plpgsql
  security definer
  set search_path = pg_catalog, pg_temp
as $$
declare
  current_tenant constant text := current_setting('stepup.tenant', true);
  waiting text[];
  left_over text[];
  deleted jsonb := '{}';
  table_name text;
  deleted_rows bigint;
begin
  perform from stepup.tenants where id = current_tenant and tombstoned_at is not null;
  if not found then
    raise exception 'the tenant carries no tombstone' using errcode = 'restrict_violation';
  end if;
  select array_agg(c.relname::text order by c.relname) into waiting
  from pg_class c
  join pg_attribute a on a.attrelid = c.oid and a.attname = 'tenant' and not a.attisdropped
  where c.relnamespace = 'stepup'::regnamespace and c.relkind in ('r', 'p');
  while cardinality(waiting) > 0 loop
    left_over := '{}';
    foreach table_name in array waiting loop
      begin
        execute format('delete from stepup.%I where tenant = $1', table_name) using current_tenant;
        get diagnostics deleted_rows = row_count;
        deleted := deleted || jsonb_build_object(table_name, deleted_rows);
      exception when foreign_key_violation then
        left_over := left_over || table_name;
      end;
    end loop;
    if cardinality(left_over) = cardinality(waiting) then
      raise exception 'rows of % cannot be deleted', left_over using errcode = 'restrict_violation';
    end if;
    waiting := left_over;
  end loop;
  return deleted;
end
$$;
