-- How far a cell is from what a statement needs; null where a statement was made.
alter table stepup.diagnosis_cells add column lack jsonb;

-- While a person's diagnosis is paused nothing about them is computed for a list, shown or proposed. Asked for by the person
-- alone; every pause is kept.
create table stepup.diagnosis_pauses (
  tenant text collate "C" not null references stepup.tenants (id),
  rep_id text collate "C" not null,
  since timestamptz not null,
  until timestamptz,
  primary key (tenant, rep_id, since),
  check (until is null or until >= since)
);
create unique index diagnosis_pauses_open on stepup.diagnosis_pauses (tenant, rep_id) where until is null;

alter table stepup.diagnosis_pauses enable row level security;
alter table stepup.diagnosis_pauses force row level security;
create policy tenant_isolation on stepup.diagnosis_pauses
  using (tenant = current_setting('stepup.tenant', true))
  with check (tenant = current_setting('stepup.tenant', true));
grant select, insert, update on stepup.diagnosis_pauses to stepup_app;
