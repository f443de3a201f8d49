import { clickHouseDataSource } from '../clickhouse/data-source.ts';
import { ClickHouseQueryBuilder } from '../clickhouse/clickhouse-query.ts';
import { prometheusDataSource } from '../prometheus/prometheus-panel.ts';
import { type AlertRule, alertRules } from './alert-rules.ts';

/** Where the pages of the runbook lie, below the address that Grafana's environment names. */
const runbook = '$STEPUP_RUNBOOK_URL';

/** What Grafana's provisioning of alerting reads, as JSON, which is YAML as well; ends with a newline. */
export function renderAlertRules(): string {
  const group = {
    orgId: 1,
    name: 'stepup',
    folder: 'Stepup',
    interval: '1m',
    rules: alertRules.map(toGrafana),
  };
  return `${JSON.stringify({ apiVersion: 1, groups: [group] }, null, 2)}\n`;
}

function toGrafana(rule: AlertRule) {
  const relativeTimeRange = { from: 3600, to: 0 };
  const asked =
    rule.ask.kind === 'prometheus'
      ? {
          datasourceUid: prometheusDataSource.uid,
          model: { refId: 'A', expr: rule.ask.expression, instant: true, range: false },
        }
      : {
          datasourceUid: clickHouseDataSource.uid,
          model: new ClickHouseQueryBuilder(rule.ask.sql, 'table').build(),
        };
  return {
    uid: rule.uid,
    title: rule.title,
    condition: 'B',
    data: [
      { refId: 'A', relativeTimeRange, ...asked },
      {
        refId: 'B',
        relativeTimeRange,
        datasourceUid: '__expr__',
        model: {
          refId: 'B',
          type: 'threshold',
          expression: 'A',
          conditions: [{ evaluator: { type: 'gt', params: [rule.above] } }],
        },
      },
    ],
    // No sample is no fault: a rule of its own tells of instances that are gone.
    noDataState: 'OK',
    execErrState: 'Error',
    for: `${rule.forMinutes}m`,
    labels: { severity: rule.severity },
    // Templates of Grafana begin with a dollar, which provisioning would take for a variable.
    annotations: { summary: rule.summary.replaceAll('$', '$$'), runbook_url: `${runbook}/${rule.uid}.md` },
  };
}
