import { describe, expect, it } from 'vitest';
import { defaultPlaybook, defaultPlaybookText } from './default-playbook.ts';
import { parsePlaybook } from './parse-playbook.ts';

function problemsOf(text: string) {
  const parsed = parsePlaybook(text);
  return parsed.kind === 'ok' ? [] : parsed.problems;
}

/** The line, from 1, of the first occurrence of `text`. */
function lineOf(text: string): number {
  return defaultPlaybookText.slice(0, defaultPlaybookText.indexOf(text)).split('\n').length;
}

describe('the default playbook', () => {
  it('has possible gaps at every step of the process, each with questions and deals to look at', () => {
    expect(defaultPlaybook.steps.map(({ id }) => id)).toEqual([
      'lead',
      'contacted',
      'qualified',
      'proposal',
      'negotiation',
    ]);
    for (const { id, possible_gaps } of defaultPlaybook.steps) {
      expect(possible_gaps.length, id).toBeGreaterThanOrEqual(4);
      for (const { ask } of possible_gaps) {
        expect(ask.length, id).toBeGreaterThanOrEqual(2);
        for (const question of ask) expect(question).toMatch(/\?$|\.$/);
      }
    }
  });

  it('knows why many cases may become few proposals: work, individual answers, trust since the first contact', () => {
    const step = defaultPlaybook.steps.find(({ id }) => id === 'qualified');
    const of = (skill: string) => step?.possible_gaps.find((gap) => gap.skill === skill)?.speaks_for;
    expect(of('case_work')).toContainEqual(
      expect.objectContaining({ indicator: 'contacts_per_lead', is: 'low' }),
    );
    expect(of('individual_response')).toContainEqual({ indicator: 'customer_words', is: 'low' });
    expect(of('trust')).toContainEqual(
      expect.objectContaining({ indicator: 'first_response_time', is: 'high' }),
    );
  });
});

describe('parsePlaybook', () => {
  it.each<[string, string, string, string, string?]>([
    ['a misspelled key', 'because: New leads', 'becuase: New leads', '"becuase" is not known here'],
    [
      'an indicator nobody knows',
      'indicator: worked_within_day',
      'indicator: worked_within_days',
      'no indicator is called worked_within_days; did you mean worked_within_day?',
    ],
    [
      'a direction in other words',
      'is: high, note: counted',
      'is: long, note: counted',
      'must be one of "low", "high"',
    ],
    [
      'a skill that stands nowhere',
      'skill: persistence',
      'skill: patience',
      'no skill patience stands under skills',
    ],
    ['a step twice', '- id: contacted', '- id: lead', 'is the id of another step'],
    ['a skill twice at a step', 'skill: persistence', 'skill: speed_to_lead', 'stands at this step already'],
    ['a word of two steps', '[contacted, contact,', '[contacted, lead,', 'is a word of another step'],
    [
      'a text where a list belongs',
      'known_by: [qualified, qualification',
      'known_by: qualified # [',
      'must be a list',
    ],
    ['another version', 'format: 1', 'format: 2', 'must be one of 1'],
    [
      'a half sign',
      'indicator: first_attempts, is: low',
      'indicator: first_attempts',
      'indicator and is belong together',
    ],
    ['broken YAML', 'steps:\n', 'steps: [\n', 'not valid YAML'],
  ])('points at the line of %s', (_what, sound, broken, message) => {
    const text = defaultPlaybookText.replace(sound, broken);
    expect(text).not.toBe(defaultPlaybookText);
    const problems = problemsOf(text);
    const found = problems.find((problem) => problem.message.includes(message));
    expect(found, JSON.stringify(problems)).toBeDefined();
    if (message !== 'not valid YAML') expect(found?.line).toBe(lineOf(sound));
  });

  it.each([
    ['nothing', ''],
    ['a number', '7'],
    ['a list', '- 1'],
    ['an alias of nothing', 'steps: *nobody'],
    [
      'a bomb of aliases',
      `a: &a [x,x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: [*b,*b,*b,*b,*b,*b,*b,*b,*b,*b,*b,*b,*b]`,
    ],
  ])('refuses %s in words', (_what, text) => {
    expect(problemsOf(text).length).toBeGreaterThan(0);
    for (const { line, message } of problemsOf(text)) {
      expect(line).toBeGreaterThanOrEqual(1);
      expect(message).not.toBe('');
    }
  });
});
