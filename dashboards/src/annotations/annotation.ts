import { AnnotationQueryBuilder } from '@grafana/grafana-foundation-sdk/dashboard';
import { ClickHouseQueryBuilder } from '../clickhouse/clickhouse-query.ts';
import { clickHouseDataSource } from '../clickhouse/data-source.ts';

/** Marks on every course of a board. The SQL has columns `time`, `title` and `text`, which Grafana reads by their names. */
export function annotation(name: string, iconColor: string, sql: string): AnnotationQueryBuilder {
  return new AnnotationQueryBuilder()
    .name(name)
    .datasource(clickHouseDataSource)
    .enable(true)
    .iconColor(iconColor)
    .target(new ClickHouseQueryBuilder(sql, 'table', 'Anno'));
}
