/** The data source that `infra/grafana` provisions; boards refer to it by this uid. */
export const clickHouseDataSource = { type: 'grafana-clickhouse-datasource', uid: 'stepup-clickhouse' };
