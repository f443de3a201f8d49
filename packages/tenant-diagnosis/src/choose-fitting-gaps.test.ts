import type { GapExplanation } from '@stepup/diagnosis';
import { listPossibleGaps, resolvePlaybook } from '@stepup/playbook';
import { describe, expect, it } from 'vitest';
import { chooseFittingGaps } from './choose-fitting-gaps.ts';

const stage = { pipelineId: 'sales', stageId: 'contacted', name: 'Contacted' };
const gaps = listPossibleGaps(resolvePlaybook(null).playbook, [stage], stage);

function fits(...indicators: readonly string[]): GapExplanation {
  const hypotheses = indicators.map((indicator, rank) => ({
    indicator,
    repValue: 2,
    peerValue: 4,
    measured: 40,
    effect: 0.5,
    standardError: 0.1,
    deviation: -1,
    contribution: -0.5,
    explainedShare: 0.4,
    points: 0.1 / (rank + 1),
    dealIds: [`d-${rank}`],
  }));
  return { kind: 'fits_the_data', hypotheses, all: hypotheses };
}
const skillsOf = (explanation: GapExplanation): string[] =>
  chooseFittingGaps(explanation, gaps).map(({ gap }) => gap.skill);

describe('chooseFittingGaps', () => {
  it('passes over what the playbook does not list at the step, however much it explains', () => {
    expect(skillsOf(fits('talk_minutes', 'first_response_time', 'contacts_per_lead'))).toEqual(['cadence']);
  });

  it('shows at most two, and one strongest sign speaks for one gap only', () => {
    const shown = skillsOf(
      fits('second_meeting', 'contacts_per_lead', 'reply_rate', 'days_without_contact', 'no_show_rate'),
    );
    expect(shown).toHaveLength(2);
    expect(skillsOf(fits('second_meeting'))).toHaveLength(1);
  });

  it('names nothing where no sign is listed', () => {
    expect(skillsOf(fits('talk_minutes'))).toEqual([]);
    expect(skillsOf({ kind: 'not_visible', all: [] })).toEqual([]);
  });
});
