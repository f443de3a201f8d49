-- What the plan of a month could be about, for those who have none yet: made at the opening of the month from the levers,
-- so that an agenda is read without computing anything. Proposed, never decided.
create table stepup.plan_proposals (
  tenant text collate "C" not null references stepup.tenants (id),
  rep_id text collate "C" not null,
  month text collate "C" not null check (month ~ '^\d{4}-(0[1-9]|1[0-2])$'),
  basis text not null check (basis in ('diagnosis', 'lever', 'observation', 'own_wish', 'strategy')),
  skill_id text collate "C",
  pipeline_id text collate "C",
  stage_id text collate "C",
  made_at timestamptz not null,
  primary key (tenant, rep_id, month),
  check ((pipeline_id is null) = (stage_id is null))
);
alter table stepup.plan_proposals enable row level security;
alter table stepup.plan_proposals force row level security;
create policy tenant_isolation on stepup.plan_proposals
  using (tenant = current_setting('stepup.tenant', true))
  with check (tenant = current_setting('stepup.tenant', true));
grant select, insert, update, delete on stepup.plan_proposals to stepup_app;

-- How often somebody wants to be reminded by mail, and the last day on which they were.
create table stepup.reminders (
  tenant text collate "C" not null references stepup.tenants (id),
  person_id text collate "C" not null,
  digest text not null check (digest in ('off', 'daily', 'weekly')),
  last_sent_on date,
  primary key (tenant, person_id)
);
alter table stepup.reminders enable row level security;
alter table stepup.reminders force row level security;
create policy tenant_isolation on stepup.reminders
  using (tenant = current_setting('stepup.tenant', true))
  with check (tenant = current_setting('stepup.tenant', true));
grant select, insert, update, delete on stepup.reminders to stepup_app;
