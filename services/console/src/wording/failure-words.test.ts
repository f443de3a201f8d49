import { describe, expect, it } from 'vitest';
import { RequestFailure } from '../api/request-failure.ts';
import { describeFailure } from './failure-words.ts';

describe('describeFailure', () => {
  it('shows what the server says, with the places that are wrong', () => {
    const problem = {
      type: 'urn:stepup:problem:invalid_query',
      title: 'A query parameter has a value that is not allowed',
      status: 400,
      code: 'invalid_query' as const,
      errors: [{ code: 'any', path: '/to', message: 'must be after from' }],
      request_id: 'r1',
    };
    expect(describeFailure(new RequestFailure({ kind: 'problem', problem }))).toEqual({
      title: 'A query parameter has a value that is not allowed',
      whatToDo: 'Change what stands below and try again.',
      detail: 'invalid_query · /to must be after from · r1',
    });
  });

  it('says which rule was broken and what would make it right', () => {
    const problem = {
      type: 'urn:stepup:problem:transition_not_allowed',
      title: 'The present state does not allow this step',
      status: 409,
      code: 'transition_not_allowed' as const,
      detail: 'The rep looks first.',
      errors: [{ code: 'any', path: '', message: 'The rep writes the self-analysis.' }],
    };
    const words = describeFailure(new RequestFailure({ kind: 'problem', problem }));
    expect(words.whatToDo).toBe('The rep looks first. The rep writes the self-analysis.');
    expect(words.detail).toBe('transition_not_allowed');
  });

  it('always says what to do', () => {
    const errors = [
      new RequestFailure({ kind: 'unreachable' }),
      new RequestFailure({ kind: 'unexpected_answer', status: 200, place: '/v1/x' }),
      new Error('broken'),
      'thrown text',
    ];
    for (const error of errors) expect(describeFailure(error).whatToDo).toMatch(/\w+.*\.$/);
    expect(describeFailure(errors[3]).detail).toBe('thrown text');
  });
});
