-- What somebody wants to work on is a record like the others: one open wish a month.
alter table stepup.coaching_records drop constraint coaching_records_name_check;
alter table stepup.coaching_records add constraint coaching_records_name_check check (name in (
  'session', 'call', 'storyboard', 'obstacle', 'review', 'barrier', 'handover', 'practice', 'recognition',
  'dispute', 'selection_evidence', 'training', 'time_agreement', 'invitation', 'pulse', 'absence', 'wish'
));
create unique index coaching_one_open_wish on stepup.coaching_records
  (tenant, learner_id, (content ->> 'month')) where name = 'wish' and state = 'open';

-- Every version of how a tenant wants its findings shown, with who set it and when; the newest counts.
create table stepup.diagnosis_settings (
  tenant text collate "C" not null references stepup.tenants (id),
  version integer not null check (version >= 1),
  head_start_working_days integer not null check (head_start_working_days between 0 and 20),
  changed_by text collate "C" not null,
  changed_at timestamptz not null,
  primary key (tenant, version)
);
create trigger append_only before update or delete on stepup.diagnosis_settings
  for each row execute function stepup.refuse_change();
create trigger append_only_truncate before truncate on stepup.diagnosis_settings
  for each statement execute function stepup.refuse_change();

alter table stepup.diagnosis_settings enable row level security;
alter table stepup.diagnosis_settings force row level security;
create policy tenant_isolation on stepup.diagnosis_settings
  using (tenant = current_setting('stepup.tenant', true))
  with check (tenant = current_setting('stepup.tenant', true));
grant select, insert on stepup.diagnosis_settings to stepup_app;
