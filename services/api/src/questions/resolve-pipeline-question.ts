import type { Grouping, Instant, PointInTime } from '@stepup/contracts';
import { type Narrowed, narrowQuestion } from '../access/narrow-question.ts';
import type { EndpointCall, EndpointProblem } from '../endpoint/endpoint.ts';
import { type Frame, resolveFrame } from './resolve-frame.ts';
import { type PipelineChoice, resolvePipeline } from './resolve-pipeline.ts';

interface PipelineQuery {
  as_of?: PointInTime;
  from?: PointInTime;
  to?: PointInTime;
  cursor?: string;
  by?: Grouping;
  rep?: string;
  team?: string;
  manager?: string;
  pipeline?: string;
}

/** A question about the steps of one pipeline in a period, cut down to what the viewer may see. */
export interface PipelineQuestion {
  frame: Omit<Frame, 'from' | 'to'> & { from: Instant; to: Instant };
  by: Grouping | null;
  narrowed: Extract<Narrowed, { kind: 'allowed' }>;
  pipeline: Exclude<PipelineChoice, EndpointProblem>;
}

/** Resolves times, people and pipeline of a query whose schema asks for a period, or says what is wrong with it. */
export async function resolvePipelineQuestion(
  path: string,
  call: EndpointCall<PipelineQuery>,
): Promise<{ kind: 'question'; question: PipelineQuestion } | EndpointProblem> {
  const { viewer, query } = call;
  const framed = await resolveFrame(path, call);
  if (framed.kind === 'problem') return framed;
  const { from, to } = framed.frame;
  if (from === null || to === null) throw new Error('the schema of the query lets no period be left out');
  const by = query.by ?? null;
  const narrowed = narrowQuestion(viewer, { ...query, by });
  if (narrowed.kind === 'not_found') return { kind: 'problem', code: 'not_found' };
  if (narrowed.kind === 'forbidden') return { kind: 'problem', code: 'forbidden', detail: narrowed.detail };
  const pipeline = resolvePipeline(framed.frame.profile.pipelines, query.pipeline);
  if (pipeline.kind === 'problem') return pipeline;
  return { kind: 'question', question: { frame: { ...framed.frame, from, to }, by, narrowed, pipeline } };
}
