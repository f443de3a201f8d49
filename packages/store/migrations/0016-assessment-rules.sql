-- Every version of the rules by which a pair assesses a month, as it was written. Without a row the tenant has those that come with
-- the product, which count as version 0. A version counts for the months after the one it was written in.
create table stepup.assessment_rule_versions (
  tenant text collate "C" not null references stepup.tenants (id),
  pair text collate "C" not null check (pair in ('rep-manager', 'manager-director', 'director-board')),
  version integer not null check (version >= 1),
  text text not null,
  written_by text collate "C" not null,
  written_at timestamptz not null,
  primary key (tenant, pair, version)
);
create trigger append_only before update or delete on stepup.assessment_rule_versions
  for each row execute function stepup.refuse_change();
create trigger append_only_truncate before truncate on stepup.assessment_rule_versions
  for each statement execute function stepup.refuse_change();

alter table stepup.assessment_rule_versions enable row level security;
alter table stepup.assessment_rule_versions force row level security;
create policy tenant_isolation on stepup.assessment_rule_versions
  using (tenant = current_setting('stepup.tenant', true))
  with check (tenant = current_setting('stepup.tenant', true));
grant select, insert on stepup.assessment_rule_versions to stepup_app;
