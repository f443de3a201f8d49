-- One row per Idempotency-Key of one actor: the fingerprint of the request body and, once given, the answer.
create table stepup.idempotency_keys (
  tenant text collate "C" not null references stepup.tenants (id),
  actor text collate "C" not null,
  key text collate "C" not null check (length(key) between 1 and 255),
  fingerprint text not null,
  status integer,
  answer jsonb,
  started_at timestamptz not null,
  expires_at timestamptz not null,
  primary key (tenant, actor, key)
);
create index idempotency_keys_expiry on stepup.idempotency_keys (expires_at);

alter table stepup.idempotency_keys enable row level security;
alter table stepup.idempotency_keys force row level security;
create policy tenant_isolation on stepup.idempotency_keys
  using (tenant = current_setting('stepup.tenant', true))
  with check (tenant = current_setting('stepup.tenant', true));
create policy system_expiry on stepup.idempotency_keys for all to stepup_system using (true);
grant select, insert, update on stepup.idempotency_keys to stepup_app;
grant select, delete on stepup.idempotency_keys to stepup_system;

-- A row is written in the transaction of the change it tells about, under the row lock of its entity; so version
-- n+1 of an entity never becomes visible before version n. The relay sends in the order (tenant, entity, version)
-- and never keeps a high-water mark: a serial is handed out before its transaction commits.
create table stepup.outbox (
  tenant text collate "C" not null references stepup.tenants (id),
  entity text collate "C" not null,
  version integer not null check (version >= 1),
  event_id uuid not null unique default gen_random_uuid(),
  type text not null,
  payload jsonb not null,
  appended_at timestamptz not null,
  sent_at timestamptz,
  primary key (tenant, entity, version)
);
create index outbox_unsent on stepup.outbox (tenant, entity, version) where sent_at is null;
create index outbox_sent on stepup.outbox (sent_at) where sent_at is not null;

alter table stepup.outbox enable row level security;
alter table stepup.outbox force row level security;
create policy tenant_isolation on stepup.outbox
  using (tenant = current_setting('stepup.tenant', true))
  with check (tenant = current_setting('stepup.tenant', true));
create policy system_relay on stepup.outbox for all to stepup_system using (true) with check (true);
grant select, insert on stepup.outbox to stepup_app;
grant select, delete, update (sent_at) on stepup.outbox to stepup_system;

-- Work that one process at a time does for all tenants. No tenant, hence nothing for the application role.
create table stepup.leases (
  name text collate "C" primary key,
  holder text not null,
  held_until timestamptz not null
);
grant select, insert, update on stepup.leases to stepup_system;
