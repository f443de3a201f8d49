-- What was said of a plan's coaching, as often as something else had to be said: numbers and verdicts, no text. They go with the plan.
create table stepup.plan_verifications (
  tenant text collate "C" not null references stepup.tenants (id),
  plan_id uuid not null,
  version integer not null check (version >= 1),
  made_at timestamptz not null,
  as_of timestamptz not null,
  content jsonb not null,
  primary key (tenant, plan_id, version),
  foreign key (tenant, plan_id) references stepup.plans (tenant, id) on delete cascade
);
create trigger append_only before update or delete on stepup.plan_verifications
  for each row execute function stepup.refuse_change();
create trigger append_only_truncate before truncate on stepup.plan_verifications
  for each statement execute function stepup.refuse_change();

alter table stepup.plan_verifications enable row level security;
alter table stepup.plan_verifications force row level security;
create policy tenant_isolation on stepup.plan_verifications
  using (tenant = current_setting('stepup.tenant', true))
  with check (tenant = current_setting('stepup.tenant', true));
grant select, insert on stepup.plan_verifications to stepup_app;
