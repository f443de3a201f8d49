-- How the two look back on a month is a record like the others. The product opens it, one of each learner, pair and month.
alter table stepup.coaching_records drop constraint coaching_records_name_check;
alter table stepup.coaching_records add constraint coaching_records_name_check check (name in (
  'session', 'call', 'storyboard', 'obstacle', 'review', 'barrier', 'handover', 'practice', 'recognition',
  'dispute', 'selection_evidence', 'training', 'time_agreement', 'invitation', 'pulse', 'absence', 'wish', 'assessment'
));
create unique index coaching_one_assessment on stepup.coaching_records
  (tenant, learner_id, (content ->> 'pair'), (content ->> 'month')) where name = 'assessment';
create index coaching_assessments_of_month on stepup.coaching_records
  (tenant, (content ->> 'month')) where name = 'assessment';

alter table stepup.coaching_record_history drop constraint coaching_record_history_side_check;
alter table stepup.coaching_record_history add constraint coaching_record_history_side_check
  check (side in ('learner', 'coach', 'guest', 'operations', 'reader', 'product'));

-- What is known of the assessments of a month in groups of five people or more, counted once, on the day the pair closes: nothing can
-- be taken from one count by asking again a day later.
create table stepup.assessment_summaries (
  tenant text collate "C" not null references stepup.tenants (id),
  month text collate "C" not null check (month ~ '^\d{4}-\d{2}$'),
  pair text collate "C" not null check (pair in ('rep-manager', 'manager-director', 'director-board')),
  content jsonb not null,
  counted_at timestamptz not null,
  primary key (tenant, month, pair)
);
create trigger append_only before update or delete on stepup.assessment_summaries
  for each row execute function stepup.refuse_change();
create trigger append_only_truncate before truncate on stepup.assessment_summaries
  for each statement execute function stepup.refuse_change();

alter table stepup.assessment_summaries enable row level security;
alter table stepup.assessment_summaries force row level security;
create policy tenant_isolation on stepup.assessment_summaries
  using (tenant = current_setting('stepup.tenant', true))
  with check (tenant = current_setting('stepup.tenant', true));
grant select, insert on stepup.assessment_summaries to stepup_app;
