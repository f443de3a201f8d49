import type { Builder } from '@grafana/grafana-foundation-sdk/cog';
import type { Panel } from '@grafana/grafana-foundation-sdk/dashboard';
import { dealsPath } from '../console-links.ts';
import { tablePanel } from '../panel-defaults.ts';
import { ofPipeline } from '../sql/board-filters.ts';

/** Deals that numbers cannot place. */
export function dealsWithFaults(): Builder<Panel> {
  return tablePanel({
    id: 9,
    title: 'Deals that lack something',
    description:
      'Deals of the pipeline in view that lack what numbers are broken down by: an owner, an owner who is known, an amount, a segment. Rates by person or segment leave those out or show them apart.',
    unit: 'percentunit',
    sql: `
SELECT check AS "Check", faults AS "Deals", deals AS "Of", faults / deals AS "Share"
FROM (
  SELECT count() AS deals, countIf(person = 'unassigned') AS no_owner, countIf(person = 'unknown') AS unknown_owner, countIf(amount IS NULL) AS no_amount, countIf(segment = '') AS no_segment
  FROM stepup_v1.deals WHERE ${ofPipeline} GROUP BY tenant)
ARRAY JOIN ['no owner', 'owner is no known person', 'no amount', 'no segment'] AS check, [no_owner, unknown_owner, no_amount, no_segment] AS faults
ORDER BY faults DESC, check`.trim(),
    consolePath: dealsPath,
  })
    .span(18)
    .height(8)
    .decimals(1)
    .overrideByRegexp('^(Deals|Of)$', [
      { id: 'unit', value: 'none' },
      { id: 'decimals', value: 0 },
    ]);
}
