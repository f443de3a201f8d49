import type { SessionMove } from '@stepup/contracts';
import { describe, expect, it } from 'vitest';
import { measureSession } from '../records/measure-record.ts';
import { sessionKind } from '../records/session.ts';
import { inSession, no, openSession, refusal, towardsKnowHow } from './coached-pair.test-support.ts';

describe('field training and sales coaching models with the switch', () => {
  it('runs on a model only for learning, and records the switch', () => {
    const stopped = inSession(openSession(), { kind: 'answer_chart', answers: [no('worth_fixing')] });
    const choose: SessionMove = { kind: 'choose_model', model: 'sales_coaching' };
    expect(refusal(sessionKind, openSession(), choose)).toEqual(['chart_unanswered']);
    expect(refusal(sessionKind, stopped, choose)).toEqual(['model_without_learning']);
    const coached = inSession(
      openSession(),
      { kind: 'answer_chart', answers: [...towardsKnowHow, no('knows_how')] },
      choose,
      { kind: 'enter_stage', stage: 'engage' },
    );
    expect(refusal(sessionKind, coached, { kind: 'enter_stage', stage: 'tell' })).toEqual([
      'stage_not_of_model',
    ]);
    const switched = inSession(
      coached,
      { kind: 'switch_model', model: 'field_training', because: 'knowledge_gap' },
      { kind: 'enter_stage', stage: 'tell' },
    );
    expect(switched.content.model_switches).toMatchObject([
      { from: 'sales_coaching', to: 'field_training', because: 'knowledge_gap' },
    ]);
    expect(switched.content.conversation.map(({ stage }) => stage)).toEqual(['engage', 'tell']);
    expect(measureSession(switched.content)).toMatchObject({ switched_to_training: true });
  });
});
