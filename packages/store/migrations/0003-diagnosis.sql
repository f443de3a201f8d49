-- The identity of a run is what its result depends on. Asking again for the same result finds the same run.
create table stepup.diagnosis_runs (
  tenant text collate "C" not null references stepup.tenants (id),
  id uuid not null,
  kind text not null check (kind in ('look', 'on_demand')),
  as_of timestamptz not null,
  window_days integer check (window_days >= 1),
  model_version text not null,
  input_watermark text not null,
  state text not null default 'queued' check (state in ('queued', 'running', 'done', 'failed')),
  attempt integer not null default 0,
  lease_until timestamptz,
  progress_done integer not null default 0,
  progress_total integer,
  error jsonb,
  requested_by text,
  created_at timestamptz not null,
  started_at timestamptz,
  finished_at timestamptz,
  primary key (tenant, id),
  constraint diagnosis_runs_identity
    unique nulls not distinct (tenant, kind, as_of, window_days, model_version, input_watermark),
  check ((state = 'running') = (lease_until is not null)),
  check ((state in ('done', 'failed')) = (finished_at is not null)),
  check (state <> 'failed' or error is not null)
);
create index diagnosis_runs_newest on stepup.diagnosis_runs (tenant, created_at desc, id desc);
create index diagnosis_runs_unfinished on stepup.diagnosis_runs (tenant, created_at, id)
  where state in ('queued', 'running');

alter table stepup.diagnosis_runs enable row level security;
alter table stepup.diagnosis_runs force row level security;
create policy tenant_isolation on stepup.diagnosis_runs
  using (tenant = current_setting('stepup.tenant', true))
  with check (tenant = current_setting('stepup.tenant', true));
grant select, insert, update on stepup.diagnosis_runs to stepup_app;

create table stepup.diagnosis_cells (
  tenant text collate "C" not null references stepup.tenants (id),
  run_id uuid not null,
  pipeline_id text collate "C" not null,
  stage_id text collate "C" not null,
  rep_id text collate "C" not null,
  state text not null check (state in ('ok', 'not_enough_data', 'team_too_small')),
  n double precision not null,
  mature_entered integer not null,
  mature_advanced integer not null,
  raw_rate double precision,
  rate double precision,
  interval_low double precision,
  interval_high double precision,
  typical double precision,
  p_gap double precision,
  lfsr double precision,
  tier text not null check (tier in ('strong', 'probable', 'watch', 'none')),
  detectable_gap double precision,
  gain jsonb,
  horizon_days integer not null,
  horizon_source text not null,
  notes jsonb not null,
  primary key (tenant, run_id, pipeline_id, stage_id, rep_id),
  foreign key (tenant, run_id) references stepup.diagnosis_runs (tenant, id) on delete cascade,
  check ((interval_low is null) = (interval_high is null)),
  check (tier = 'none' or state = 'ok')
);

alter table stepup.diagnosis_cells enable row level security;
alter table stepup.diagnosis_cells force row level security;
create policy tenant_isolation on stepup.diagnosis_cells
  using (tenant = current_setting('stepup.tenant', true))
  with check (tenant = current_setting('stepup.tenant', true));
grant select, insert, delete on stepup.diagnosis_cells to stepup_app;

-- A finding. Two writers, two columns: statistical_state belongs to the jobs, review_state to people. The evidence
-- is what was shown when the finding was raised, and stays so.
create table stepup.diagnoses (
  tenant text collate "C" not null references stepup.tenants (id),
  id uuid not null,
  rep_id text collate "C" not null,
  pipeline_id text collate "C" not null,
  stage_id text collate "C" not null,
  since timestamptz not null,
  tier text not null check (tier in ('strong', 'probable', 'watch')),
  statistical_state text not null check (statistical_state in ('raised', 'cleared')),
  look_as_of timestamptz not null,
  model_version text not null,
  evidence jsonb not null,
  review_state text not null default 'open'
    check (review_state in ('open', 'confirmed', 'aberration', 'other_cause', 'planned', 'cleared')),
  review_version integer not null default 0,
  reviewed_by text,
  reviewed_at timestamptz,
  created_at timestamptz not null,
  primary key (tenant, id),
  constraint diagnoses_identity unique (tenant, rep_id, pipeline_id, stage_id, since),
  check (look_as_of >= since)
);

create index diagnoses_newest on stepup.diagnoses (tenant, since desc, id desc);

create function stepup.keep_evidence() returns trigger
  language plpgsql
  set search_path = pg_catalog, pg_temp
as $$
begin
  if (new.tenant, new.id, new.rep_id, new.pipeline_id, new.stage_id, new.since, new.created_at)
       is distinct from (old.tenant, old.id, old.rep_id, old.pipeline_id, old.stage_id, old.since, old.created_at)
     or new.evidence is distinct from old.evidence then
    raise exception 'the identity and the evidence of a diagnosis are frozen' using errcode = 'restrict_violation';
  end if;
  return new;
end
$$;
create trigger keep_evidence before update on stepup.diagnoses
  for each row execute function stepup.keep_evidence();

alter table stepup.diagnoses enable row level security;
alter table stepup.diagnoses force row level security;
create policy tenant_isolation on stepup.diagnoses
  using (tenant = current_setting('stepup.tenant', true))
  with check (tenant = current_setting('stepup.tenant', true));
grant select, insert, update on stepup.diagnoses to stepup_app;

create table stepup.diagnosis_reviews (
  tenant text collate "C" not null references stepup.tenants (id),
  diagnosis_id uuid not null,
  version integer not null check (version >= 1),
  review_state text not null check (review_state in ('open', 'confirmed', 'aberration', 'other_cause', 'planned', 'cleared')),
  reviewed_by text not null,
  reviewed_at timestamptz not null,
  primary key (tenant, diagnosis_id, version),
  foreign key (tenant, diagnosis_id) references stepup.diagnoses (tenant, id)
);
create trigger append_only before update or delete on stepup.diagnosis_reviews
  for each row execute function stepup.refuse_change();
create trigger append_only_truncate before truncate on stepup.diagnosis_reviews
  for each statement execute function stepup.refuse_change();

alter table stepup.diagnosis_reviews enable row level security;
alter table stepup.diagnosis_reviews force row level security;
create policy tenant_isolation on stepup.diagnosis_reviews
  using (tenant = current_setting('stepup.tenant', true))
  with check (tenant = current_setting('stepup.tenant', true));
grant select, insert on stepup.diagnosis_reviews to stepup_app;
