-- A finding, or another number, is disputed once at a time; what was answered or withdrawn stays and may be followed by another.
create unique index coaching_one_open_dispute on stepup.coaching_records
  (tenant, learner_id, (content ->> 'indicator'), (content ->> 'key')) where name = 'dispute' and state = 'open';
create index coaching_disputes_of_findings on stepup.coaching_records (tenant, (content ->> 'key'), opened_at desc)
  where name = 'dispute' and content ->> 'indicator' = 'diagnosis';

-- The last version of a finding that events told of; 0: none did yet.
alter table stepup.diagnoses add column event_version integer not null default 0;
