import { floor } from '../sql/floor.ts';

/** A question asked again and again, and from which answer on somebody is told. Rules tell of services and tenants, never of a person. */
export interface AlertRule {
  /** Also the name of its page in `infra/runbook`. */
  uid: string;
  title: string;
  summary: string;
  /** `page`: now; `ticket`: on a working day. */
  severity: 'page' | 'ticket';
  ask: { kind: 'prometheus'; expression: string } | { kind: 'clickhouse'; sql: string };
  /** Told of when the answer is above this. */
  above: number;
  /** For how long it must be. */
  forMinutes: number;
}

export const alertRules: readonly AlertRule[] = [
  {
    uid: 'stepup-service-down',
    title: 'An instance does not answer',
    summary: 'An instance of {{ $labels.job }} does not answer Prometheus.',
    severity: 'page',
    ask: { kind: 'prometheus', expression: 'sum by (job) (1 - up)' },
    above: 0,
    forMinutes: 3,
  },
  {
    uid: 'stepup-ingest-lag',
    title: 'Ingest falls behind',
    summary: '{{ $values.A }} messages of {{ $labels.topic }} wait for ingest.',
    severity: 'page',
    ask: {
      kind: 'prometheus',
      expression: 'sum by (topic) (max by (topic, partition) (stepup_ingest_lag_messages))',
    },
    above: 50_000,
    forMinutes: 10,
  },
  {
    uid: 'stepup-facts-late',
    title: 'Numbers are late',
    summary: 'Facts follow stored events {{ $values.A }} s later.',
    severity: 'ticket',
    ask: {
      kind: 'prometheus',
      expression:
        'histogram_quantile(0.99, sum by (le) (rate(stepup_ingest_facts_delay_seconds_bucket[10m])))',
    },
    above: 60,
    forMinutes: 15,
  },
  {
    uid: 'stepup-dead-letters',
    title: 'Messages could not be stored',
    summary: '{{ $values.A }} messages became dead letters within an hour: {{ $labels.reason }}.',
    severity: 'ticket',
    ask: {
      kind: 'prometheus',
      expression: 'sum by (reason) (increase(stepup_ingest_dead_letters_total[1h]))',
    },
    above: 0,
    forMinutes: 0,
  },
  {
    uid: 'stepup-gateway-not-taken',
    title: 'The gateway cannot hand events over',
    summary: 'Requests could not be taken: {{ $labels.reason }}.',
    severity: 'page',
    ask: {
      kind: 'prometheus',
      expression: 'sum by (reason) (rate(stepup_gateway_requests_not_taken_total[5m]))',
    },
    above: 0,
    forMinutes: 5,
  },
  {
    uid: 'stepup-jobs-failed',
    title: 'Jobs have failed',
    summary: '{{ $values.A }} jobs {{ $labels.exported_job }} have failed and are not tried again.',
    severity: 'ticket',
    // `job` of the metric itself stands under `exported_job`: Prometheus names what it scrapes `job`.
    ask: { kind: 'prometheus', expression: 'max by (exported_job) (stepup_jobs{state="failed"})' },
    above: 0,
    forMinutes: 10,
  },
  {
    uid: 'stepup-answers-fail',
    title: 'Answers fail',
    summary: 'More than one in twenty answers of {{ $labels.job }} is a fault of its own.',
    severity: 'page',
    ask: {
      kind: 'prometheus',
      expression:
        'sum by (job) (rate(http_server_request_duration_seconds_count{status=~"5.."}[10m])) / sum by (job) (rate(http_server_request_duration_seconds_count[10m]))',
    },
    above: 0.05,
    forMinutes: 10,
  },
  {
    uid: 'stepup-data-stale',
    title: 'A tenant sends nothing',
    summary: 'Nothing has come from {{ $labels.tenant }} for {{ $values.A }} hours.',
    severity: 'ticket',
    ask: {
      kind: 'clickhouse',
      sql: "SELECT tenant, dateDiff('hour', last_received_at, now64(3, 'UTC')) AS hours FROM stepup_v1.freshness",
    },
    // A weekend and a night.
    above: 66,
    forMinutes: 60,
  },
  {
    uid: 'stepup-reviews-overdue',
    title: 'Reviews are not held',
    summary: '{{ $values.A }} reviews of {{ $labels.told_team }} ({{ $labels.tenant }}) are past their day.',
    severity: 'ticket',
    ask: {
      kind: 'clickhouse',
      // A team is told of when it is one that may be named and five of its people or more are behind; the others together, or not at all.
      sql: `SELECT tenant, if(team = 'withheld' OR people < ${floor}, 'other teams', team) AS told_team, if(sum(people) < ${floor}, 0, sum(overdue)) AS overdue
FROM (SELECT tenant, team, uniqExactIf(person, is_overdue) AS people, countIf(is_overdue) AS overdue FROM stepup_v1.coaching_records GROUP BY tenant, team)
GROUP BY tenant, told_team`,
    },
    above: 0,
    forMinutes: 60,
  },
];
