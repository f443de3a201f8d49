-- What verification reports of people who were never coached: the rate of false alarms, as often as it was another one.
create table stepup.placebo_checks (
  tenant text collate "C" not null references stepup.tenants (id),
  version integer not null check (version >= 1),
  as_of timestamptz not null,
  fake_starts integer not null check (fake_starts >= 0),
  reported integer not null check (reported between 0 and fake_starts),
  primary key (tenant, version)
);
create trigger append_only before update or delete on stepup.placebo_checks
  for each row execute function stepup.refuse_change();
create trigger append_only_truncate before truncate on stepup.placebo_checks
  for each statement execute function stepup.refuse_change();

alter table stepup.placebo_checks enable row level security;
alter table stepup.placebo_checks force row level security;
create policy tenant_isolation on stepup.placebo_checks
  using (tenant = current_setting('stepup.tenant', true))
  with check (tenant = current_setting('stepup.tenant', true));
grant select, insert on stepup.placebo_checks to stepup_app;
