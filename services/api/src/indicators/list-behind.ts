import type { IndicatorId } from '@stepup/contracts';
import type { BehindScope, Indicator, VisibleReps } from '@stepup/warehouse';
import { type EndpointCall, type EndpointProblem, invalidQuery } from '../endpoint/endpoint.ts';
import type { Frame } from '../questions/resolve-frame.ts';
import { frameIndicator, type IndicatorQuestion } from './frame-indicator.ts';

/** A page of what is behind one row of an indicator, from the list that the indicator opens to. */
export async function listBehind<Page>(
  id: IndicatorId,
  list: 'deals' | 'activities',
  call: EndpointCall<IndicatorQuestion & { key?: string; limit: number }>,
  frame: Frame,
  reps: VisibleReps,
  read: (indicator: Indicator, scope: BehindScope) => Promise<Page>,
): Promise<{ kind: 'page'; page: Page } | EndpointProblem> {
  const { from, to, after } = frame;
  const { key, limit } = call.query;
  if (from === null || to === null || key === undefined) {
    throw new Error('a row of an indicator is checked to have a period and a key before');
  }
  const framed = await frameIndicator(id, call, frame, { from, to }, reps);
  if (framed.kind === 'problem') return framed;
  const { indicator, scope } = framed;
  if (indicator.definition.drill_down !== list) {
    return invalidQuery([{ path: '/indicator', message: `has no ${list} behind it` }]);
  }
  return { kind: 'page', page: await read(indicator, { ...scope, key, limit, after }) };
}
