import type { DynamicConfigValue } from '@grafana/grafana-foundation-sdk/dashboard';
import { bandNames } from '../interval-band.ts';
import { wilsonSql } from './wilson-interval.ts';

/**
 * The columns of a share and its 90 % interval, empty where nothing was counted.
 *
 * @param title name of the share's column
 * @param trials SQL of what it is a share of; the share itself is the column `share` of the query below
 */
export function shareColumns(title: string, trials: string): string {
  const interval = wilsonSql('share', trials);
  const column = (value: string, name: string) => `if(${trials} = 0, NULL, ${value}) AS "${name}"`;
  return [
    column('share', title),
    column(interval.low, bandNames.low),
    column(interval.high, bandNames.high),
  ].join(', ');
}

/** How a table shows these columns: for `overrideByRegexp`. */
export function shownAsShare(title: string): [string, DynamicConfigValue[]] {
  return [
    `^(${title}|Low|High)`,
    [
      { id: 'unit', value: 'percentunit' },
      { id: 'decimals', value: 1 },
    ],
  ];
}
