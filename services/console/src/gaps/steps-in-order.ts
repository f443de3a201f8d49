import type { Names } from '../names/names.ts';

interface Place {
  pipeline_id: string;
  stage_id: string;
}

/** One text for a step, to compare and to choose by. */
export function keyOfStep({ pipeline_id, stage_id }: Place): string {
  return JSON.stringify([pipeline_id, stage_id]);
}

/** Each step once, in the order of its process where that is known. */
export function stepsInOrder(
  places: readonly Place[],
  names: Pick<Names, 'stagesOf' | 'stage'>,
): { key: string; label: string }[] {
  const byKey = new Map(places.map((place) => [keyOfStep(place), place]));
  const rank = ({ pipeline_id, stage_id }: Place): number => names.stagesOf(pipeline_id).indexOf(stage_id);
  return [...byKey]
    .sort(([, one], [, other]) => one.pipeline_id.localeCompare(other.pipeline_id) || rank(one) - rank(other))
    .map(([key, place]) => ({ key, label: names.stage(place.pipeline_id, place.stage_id) }));
}
