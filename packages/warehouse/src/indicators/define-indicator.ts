import * as z from 'zod';
import type { Warehouse } from '../engine/open-warehouse.ts';
import { keySql, stepScopeParameters, toStepParameters } from '../reads/step-scope.ts';
import { readPerPipeline } from './read-per-pipeline.ts';
import type { Indicator, IndicatorRow, IndicatorScope, Observations } from './indicator.ts';

/** An indicator whose rows are one aggregation of its observations. */
interface Measured<Row extends z.ZodRawShape> {
  definition: Indicator['definition'];
  /** SQL of what is counted; `dated` is the column that weeks and months go by. */
  observe(scope: IndicatorScope): Pick<Observations, 'rows' | 'dated'> & Partial<Observations>;
  /** Parameters of that SQL beyond {@link indicatorParameters}. */
  parameters?: z.ZodRawShape;
  bind?: Indicator['bind'];
  /** Each pipeline has values of its own for these parameters, so rows by pipeline are read one by one. */
  isPerPipeline?: true;
  /** Items of a SELECT over the observations of one row of the answer. */
  measures: string;
  /** A SELECT over the rows with these measures, where one level is not enough; it keeps `key`. */
  refine?: (groups: string) => string;
  /** The columns read, besides `key`. */
  row: Row;
  /** Null where the row says nothing. */
  toRow(row: z.output<z.ZodObject<Row>>, scope: IndicatorScope): Omit<IndicatorRow, 'key'> | null;
}

/** Parameters of the SQL of every indicator. */
export const indicatorParameters = stepScopeParameters.extend({ stage: z.string() });

/** The values of {@link indicatorParameters}. */
export function bindIndicator(scope: IndicatorScope): z.input<typeof indicatorParameters> {
  return {
    ...toStepParameters({ ...scope, pipelineId: scope.pipelineId ?? '' }),
    stage: scope.stageId ?? '',
  };
}

/** Whether there are steps to ask for: those of one pipeline, or rows by pipeline. */
export function hasSteps({ pipelineId, by }: IndicatorScope): boolean {
  return pipelineId !== undefined || by === 'pipeline';
}

/** Makes an indicator of a question that is one SELECT. */
export function defineIndicator<Row extends z.ZodRawShape>(measured: Measured<Row>): Indicator {
  const { definition, measures, refine, parameters = {} } = measured;
  const bind: Indicator['bind'] = measured.bind ?? (() => ({}));
  const observe = (scope: IndicatorScope): Observations => ({
    counted: '1',
    opened: '1',
    ...measured.observe(scope),
  });
  const row = z.object({ key: z.string() }).and(z.object(measured.row));
  return {
    definition,
    observe,
    parameters,
    bind,
    async read(warehouse, scope) {
      if (definition.counts === 'steps' && !hasSteps(scope)) return [];
      return measured.isPerPipeline === true
        ? readPerPipeline(warehouse, scope, readRows)
        : readRows(warehouse, scope);
    },
  };

  async function readRows(warehouse: Warehouse, scope: IndicatorScope): Promise<IndicatorRow[]> {
    const { rows, dated, counted } = observe(scope);
    const groups = `SELECT toString(${keySql(scope.by, dated)}) AS key, ${measures} FROM ${rows} WHERE ${counted} GROUP BY key`;
    const query = {
      name: `indicator_${definition.id}`,
      sql: `SELECT * FROM (${refine === undefined ? groups : refine(groups)}) ORDER BY key`,
      parameters: indicatorParameters.extend(parameters),
      row,
    };
    const read = await warehouse.read(query, { ...bindIndicator(scope), ...(await bind(scope, warehouse)) });
    return read.flatMap((found) => {
      const measuredRow = measured.toRow(found, scope);
      return measuredRow === null ? [] : [{ key: found.key, ...measuredRow }];
    });
  }
}
