-- Several people coached on one step together: a record like the others, with the lot that says who starts now and who waits.
alter table stepup.coaching_records drop constraint coaching_records_name_check;
alter table stepup.coaching_records add constraint coaching_records_name_check check (name in (
  'session', 'call', 'storyboard', 'obstacle', 'review', 'barrier', 'handover', 'practice', 'recognition', 'dispute', 'selection_evidence',
  'training', 'time_agreement', 'invitation', 'pulse', 'absence', 'wish', 'assessment', 'campaign'
));
-- Those listed in a campaign read it too.
create index coaching_campaigns_of_people on stepup.coaching_records using gin ((content -> 'people')) where name = 'campaign';
-- A lot that has fallen stays as it fell; renaming whoever is erased is all that may touch it.
create function stepup.keep_campaign_draw() returns trigger
  language plpgsql
  set search_path = pg_catalog, pg_temp
as $$
begin
  if not stepup.is_erasing()
    and old.content ->> 'state' <> 'planned'
    and (new.content -> 'draw', new.content -> 'people', new.content -> 'behaviour_target', new.content -> 'starts_on', new.content -> 'later_on')
      is distinct from (old.content -> 'draw', old.content -> 'people', old.content -> 'behaviour_target', old.content -> 'starts_on', old.content -> 'later_on')
  then
    raise exception 'a campaign that has started keeps its people, days, target and draw' using errcode = 'restrict_violation';
  end if;
  return new;
end
$$;
create trigger keep_campaign_draw before update on stepup.coaching_records
  for each row when (old.name = 'campaign') execute function stepup.keep_campaign_draw();

-- What was said of a campaign, as often as something else had to be said. It goes with the campaign.
create table stepup.campaign_effects (
  tenant text collate "C" not null references stepup.tenants (id),
  campaign_id uuid not null,
  version integer not null check (version >= 1),
  made_at timestamptz not null,
  as_of timestamptz not null,
  content jsonb not null,
  primary key (tenant, campaign_id, version),
  foreign key (tenant, campaign_id) references stepup.coaching_records (tenant, id) on delete cascade
);
create trigger append_only before update or delete on stepup.campaign_effects
  for each row execute function stepup.refuse_change();
create trigger append_only_truncate before truncate on stepup.campaign_effects
  for each statement execute function stepup.refuse_change();

alter table stepup.campaign_effects enable row level security;
alter table stepup.campaign_effects force row level security;
create policy tenant_isolation on stepup.campaign_effects
  using (tenant = current_setting('stepup.tenant', true))
  with check (tenant = current_setting('stepup.tenant', true));
grant select, insert on stepup.campaign_effects to stepup_app;
