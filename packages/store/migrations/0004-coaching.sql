-- One rep and one skill, for as long as it takes; a plan is its slice for one month.
create table stepup.focuses (
  tenant text collate "C" not null references stepup.tenants (id),
  id uuid not null,
  rep_id text collate "C" not null,
  skill_id text collate "C",
  started_at timestamptz not null,
  ended_at timestamptz,
  ended_as text check (ended_as in ('skill_holds', 'changed_approach', 'not_a_skill_matter', 'paused')),
  primary key (tenant, id),
  check ((ended_at is null) = (ended_as is null))
);
create index focuses_of_rep on stepup.focuses (tenant, rep_id, started_at desc);

alter table stepup.focuses enable row level security;
alter table stepup.focuses force row level security;
create policy tenant_isolation on stepup.focuses
  using (tenant = current_setting('stepup.tenant', true))
  with check (tenant = current_setting('stepup.tenant', true));
grant select, insert, update on stepup.focuses to stepup_app;

-- The three questions and how far the two have got. Each answer is a list of entries with author and time; the last
-- one counts. Coaching texts live in this table and its history, and nowhere else.
create table stepup.plans (
  tenant text collate "C" not null references stepup.tenants (id),
  id uuid not null,
  focus_id uuid not null,
  diagnosis_id uuid,
  kind text not null default 'developmental' check (kind = 'developmental'),
  rep_id text collate "C" not null,
  coach_id text collate "C" not null,
  month text collate "C" not null check (month ~ '^\d{4}-(0[1-9]|1[0-2])$'),
  basis text not null check (basis in ('diagnosis', 'lever', 'observation', 'own_wish', 'strategy')),
  state text not null check (state in ('draft', 'proposed', 'active', 'completed', 'abandoned')),
  version integer not null check (version >= 1),
  content_version integer not null,
  hypothesis_version integer not null,
  opened_at timestamptz not null,
  updated_at timestamptz not null,
  skill jsonb not null,
  reason jsonb not null,
  self_analysis jsonb not null,
  coach_view jsonb not null,
  discussion jsonb not null,
  observation jsonb not null,
  measures jsonb not null,
  coach_actions jsonb not null,
  acceptance jsonb not null,
  behaviour_target jsonb not null,
  outcome jsonb not null,
  behaviour_verdict jsonb not null,
  abandoned jsonb,
  primary key (tenant, id),
  foreign key (tenant, focus_id) references stepup.focuses (tenant, id),
  foreign key (tenant, diagnosis_id) references stepup.diagnoses (tenant, id),
  check (rep_id <> coach_id),
  check ((state = 'abandoned') = (abandoned is not null))
);
-- One skill at a time. The rule is decided by the domain; the index settles a race between two activations.
create unique index plans_one_active_developmental on stepup.plans (tenant, rep_id, month)
  where state = 'active' and kind = 'developmental';
create index plans_of_rep on stepup.plans (tenant, rep_id, month desc, id desc);
create index plans_of_coach on stepup.plans (tenant, coach_id, month desc, id desc);
create index plans_newest on stepup.plans (tenant, month desc, id desc);
create index plans_of_focus on stepup.plans (tenant, focus_id);
create index plans_of_diagnosis on stepup.plans (tenant, diagnosis_id) where diagnosis_id is not null;

alter table stepup.plans enable row level security;
alter table stepup.plans force row level security;
create policy tenant_isolation on stepup.plans
  using (tenant = current_setting('stepup.tenant', true))
  with check (tenant = current_setting('stepup.tenant', true));
grant select, insert, update on stepup.plans to stepup_app;

-- Who did what to a plan and when. No texts: those stand in the entries of the plan.
create table stepup.plan_history (
  tenant text collate "C" not null references stepup.tenants (id),
  plan_id uuid not null,
  version integer not null check (version >= 1),
  move text not null,
  by text not null,
  side text not null check (side in ('rep', 'coach')),
  at timestamptz not null,
  late boolean not null,
  from_state text,
  to_state text not null,
  primary key (tenant, plan_id, version),
  foreign key (tenant, plan_id) references stepup.plans (tenant, id)
);
create trigger append_only before update or delete on stepup.plan_history
  for each row execute function stepup.refuse_change();
create trigger append_only_truncate before truncate on stepup.plan_history
  for each statement execute function stepup.refuse_change();

alter table stepup.plan_history enable row level security;
alter table stepup.plan_history force row level security;
create policy tenant_isolation on stepup.plan_history
  using (tenant = current_setting('stepup.tenant', true))
  with check (tenant = current_setting('stepup.tenant', true));
grant select, insert on stepup.plan_history to stepup_app;

-- Who read whose coaching record. Shown to the person it is about.
create table stepup.read_log (
  tenant text collate "C" not null references stepup.tenants (id),
  id bigint generated always as identity,
  reader_id text collate "C" not null,
  subject_id text collate "C" not null,
  resource text not null,
  resource_id text,
  reason text,
  read_at timestamptz not null,
  primary key (tenant, id)
);
create index read_log_of_subject on stepup.read_log (tenant, subject_id, read_at desc, id desc);
create trigger append_only before update or delete on stepup.read_log
  for each row execute function stepup.refuse_change();
create trigger append_only_truncate before truncate on stepup.read_log
  for each statement execute function stepup.refuse_change();

alter table stepup.read_log enable row level security;
alter table stepup.read_log force row level security;
create policy tenant_isolation on stepup.read_log
  using (tenant = current_setting('stepup.tenant', true))
  with check (tenant = current_setting('stepup.tenant', true));
grant select, insert on stepup.read_log to stepup_app;
