import type { Builder, Dataquery } from '@grafana/grafana-foundation-sdk/cog';
import { clickHouseDataSource } from './data-source.ts';

/** How the plugin shapes an answer: rows as they come, or one frame with a column of times. */
export type QueryShape = 'table' | 'timeSeries';

/** A query of the ClickHouse data source, written as SQL, in the fields that the plugin saves from version 4 on. */
interface ClickHouseQuery extends Dataquery {
  refId: string;
  datasource: { type: string; uid: string };
  /** Without it the plugin takes the query for one of version 3 and migrates it. */
  pluginVersion: string;
  editorType: 'sql';
  queryType: QueryShape;
  /** What the plugin's backend reads where its editor never ran: 0 time series, 1 table. */
  format: 0 | 1;
  rawSql: string;
}

/** Builds a query for a panel; `refId` is A for a panel's only query. */
export class ClickHouseQueryBuilder implements Builder<Dataquery> {
  readonly #query: ClickHouseQuery;

  constructor(rawSql: string, shape: QueryShape, refId = 'A') {
    this.#query = {
      refId,
      datasource: clickHouseDataSource,
      pluginVersion: '4.0.0',
      editorType: 'sql',
      queryType: shape,
      format: shape === 'timeSeries' ? 0 : 1,
      rawSql,
      // The SDK tells queries from other objects by this; JSON leaves it out.
      _implementsDataqueryVariant: () => {},
    };
  }

  build(): Dataquery {
    return this.#query;
  }
}
