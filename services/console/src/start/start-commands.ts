const stepup = 'npx --yes pnpm@12 stepup';

/** Makes a token that may send events and people. */
export function tokenCommand(tenant: string): string {
  return `TOKEN=$(${stepup} token --scope "events:write people:write" --tenant ${tenant} | tail -n 1)`;
}

/** Sends one deal that was set to a stage. */
export function eventCommand(origin: string): string {
  const event = {
    specversion: '1.0',
    id: 'first-1',
    source: 'my-crm',
    type: 'sales.deal.changed.v1',
    time: '2026-01-15T09:00:00Z',
    data: { deal_id: 'my-crm:1', pipeline_id: 'sales', stage_id: 'lead', owner_id: 'ada' },
  };
  return [
    `curl -X POST ${origin}/v1/events \\`,
    `  -H "Authorization: Bearer $TOKEN" \\`,
    `  -H 'Content-Type: application/cloudevents+json' \\`,
    `  -d '${JSON.stringify(event)}'`,
  ].join('\n');
}

/** Imports a file of deals. */
export function importCommand(tenant: string): string {
  return `${stepup} import csv deals.csv --mapping mapping.yaml --tenant ${tenant}`;
}

/** A mapping for a file with one row a deal. */
export const mappingExample = `name: my-crm
format: deal_rows
times: { formats: [yyyy-MM-dd], zone: Europe/Vienna }
snapshot: 2026-01-31          # the day of the export
definitions_from: 2025-01-01
pipelines:
  - pipeline_id: sales
    stages:
      - { stage_id: Lead, position: 1 }
      - { stage_id: Offer, position: 2 }
      - { stage_id: Won, outcome: won }
      - { stage_id: Lost, outcome: lost }
deals:
  deal_id: id                 # names of your columns
  stage: stage
  history:
    - { at: created, stage: Lead }
    - { at: offered, stage: Offer }
    - { at: closed, current_stage: [Won, Lost], fields: { amount: value } }
  fields: { owner_id: salesperson, segment: segment }`;
