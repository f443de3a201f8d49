import type { Indicator, IndicatorScope } from '@stepup/warehouse';

/** The path of the list of exactly what is behind the row of a key; null where no list shows it. */
export function pathBehind(
  { definition, observe }: Pick<Indicator, 'definition' | 'observe'>,
  scope: IndicatorScope,
  key: string,
): string | null {
  if (definition.drill_down === null || observe === null) return null;
  const { from, to, asOf, stageId, rep, team, manager } = scope;
  // The steps of a pipeline are told by the filter, which a horizon of its own may depend on.
  const isPipelineOfSteps = scope.by === 'pipeline' && definition.counts === 'steps';
  const pipelineId = isPipelineOfSteps ? key : scope.pipelineId;
  const by = isPipelineOfSteps ? null : scope.by;
  const parameters = {
    indicator: definition.id,
    version: String(definition.version),
    from,
    to,
    as_of: asOf,
    pipeline: pipelineId,
    stage: stageId,
    rep,
    team,
    manager,
    by: by ?? undefined,
    key: isPipelineOfSteps ? 'all' : key,
  };
  const given = Object.entries(parameters).flatMap(([name, value]): [string, string][] =>
    value === undefined ? [] : [[name, value]],
  );
  return `/v1/${definition.drill_down}?${new URLSearchParams(given).toString()}`;
}
