/** One row a deal. */
export const dealRowsYaml = `
name: crm
format: deal_rows
times: { formats: [yyyy-MM-dd], zone: Europe/Amsterdam }
snapshot: 2020-06-30
definitions_from: 2020-01-01
pipelines:
  - pipeline_id: sales
    stages:
      - { stage_id: New, position: 1 }
      - { stage_id: Offer, position: 2, values: [Offer, Quote] }
      - { stage_id: Won, outcome: won }
      - { stage_id: Lost, outcome: lost }
deals:
  deal_id: id
  stage: stage
  history:
    - { at: offered, stage: Offer }
    - { at: closed, current_stage: [Won, Lost], fields: { amount: value } }
  fields: { owner_id: rep }
`;

export const dealHeader = 'id,rep,stage,offered,closed,value\n';

/** One row an event, with calls of two rows and mails of one. */
export const eventRowsYaml = `
name: log
format: event_rows
times: { formats: [rfc3339] }
definitions_from: 2020-01-01T00:00:00Z
pipelines:
  - pipeline_id: sales
    stages:
      - { stage_id: New, position: 1 }
      - { stage_id: Offer, position: 2 }
      - { stage_id: Won, outcome: won }
deals:
  deal_id: deal
  time: at
  stage: { column: what, no_stage: [call, mail] }
person: { column: who }
machines: [robot]
people: { from_rows: { role: rep } }
activities:
  - { kind: call, direction: { constant: outbound }, where: { what: call }, start: { phase: start }, end: { phase: end } }
  - { kind: email, direction: { constant: inbound }, where: { what: mail } }
`;

export const eventHeader = 'deal,at,what,phase,who\n';
