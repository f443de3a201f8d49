import { DashboardBuilder, RowBuilder } from '@grafana/grafana-foundation-sdk/dashboard';
import type { Board } from '../board.ts';
import { consoleLink } from '../console-links.ts';
import { freshness } from '../funnel-indicators/freshness.ts';
import { boardVariables } from '../funnel-indicators/variables.ts';
import { metricPanel } from '../prometheus/prometheus-panel.ts';
import { dealsWithFaults } from './deals-with-faults.ts';

/** Whether numbers are whole and how the services do, for whoever operates the product. */
export const pipelineHealth: Board = {
  file: 'data-quality-and-pipeline-health.json',
  isForTeams: false,
  build(settings) {
    return new DashboardBuilder('Data quality and pipeline health')
      .uid('stepup-pipeline-health')
      .description(
        'How fresh and whole the data are, and how far the services are with what was sent to them.',
      )
      .tags(['stepup', 'operations', 'generated'])
      .readonly()
      .timezone('utc')
      .time({ from: 'now-24h', to: 'now' })
      .refresh('1m')
      .variables(boardVariables(settings, ['pipeline']))
      .link(consoleLink('Console', '/dead-letters'))
      .withRow(new RowBuilder('Data').id(100))
      .withPanel(freshness())
      .withPanel(dealsWithFaults())
      .withRow(new RowBuilder('Services').id(101))
      .withPanel(
        metricPanel({
          id: 10,
          title: 'Messages that wait for ingest',
          description:
            'Messages of each topic that no instance of ingest has handled yet. It falls back to nothing within minutes, or ingest is too slow or gone.',
          unit: 'none',
          expression: 'sum by (topic) (max by (topic, partition) (stepup_ingest_lag_messages))',
          legend: '{{topic}}',
          alert: 'stepup-ingest-lag',
        }),
      )
      .withPanel(
        metricPanel({
          id: 11,
          title: 'Events stored',
          description:
            'Events that ingest stored a second, repeated ones included, and those that gateways accepted.',
          unit: 'cps',
          expression:
            'label_replace(sum(rate(stepup_ingest_events_total[5m])), "what", "stored", "", "") or label_replace(sum(rate(stepup_gateway_events_total{outcome="accepted"}[5m])), "what", "accepted", "", "")',
          legend: '{{what}}',
        }),
      )
      .withPanel(
        metricPanel({
          id: 12,
          title: 'Dead letters',
          description:
            'Messages that can never be stored, in the hour before, by reason. They wait under the page of dead letters until they are mended and sent again.',
          unit: 'none',
          expression: 'sum by (reason) (increase(stepup_ingest_dead_letters_total[1h]))',
          legend: '{{reason}}',
          alert: 'stepup-dead-letters',
        }),
      )
      .withPanel(
        metricPanel({
          id: 13,
          title: 'From receipt to queryable, 99 %',
          description:
            'How long the slowest event of a batch waited until it could be queried, and from then until its facts could: 99 % of batches were faster.',
          unit: 's',
          expression:
            'label_replace(histogram_quantile(0.99, sum by (le) (rate(stepup_ingest_queryable_delay_seconds_bucket[5m]))), "what", "queryable", "", "") or label_replace(histogram_quantile(0.99, sum by (le) (rate(stepup_ingest_facts_delay_seconds_bucket[5m]))), "what", "facts", "", "")',
          legend: '{{what}}',
          alert: 'stepup-facts-late',
        }),
      )
      .withPanel(
        metricPanel({
          id: 14,
          title: 'Jobs',
          description: 'Jobs by state. What has failed was tried several times and waits for a person.',
          unit: 'none',
          expression: 'max by (exported_job, state) (stepup_jobs{state=~"waiting|active|failed"})',
          legend: '{{exported_job}} {{state}}',
        }),
      )
      .withPanel(
        metricPanel({
          id: 15,
          title: 'Answers that failed',
          description: 'Requests a second that a service answered with a fault of its own (5xx), by service.',
          unit: 'reqps',
          expression: 'sum by (job) (rate(http_server_request_duration_seconds_count{status=~"5.."}[5m]))',
          legend: '{{job}}',
        }),
      )
      .build();
  },
};
