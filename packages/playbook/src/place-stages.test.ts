import { describe, expect, it } from 'vitest';
import { comparePlaybooks } from './compare-playbooks.ts';
import { defaultPlaybook } from './default-playbook.ts';
import { listPossibleGaps } from './list-possible-gaps.ts';
import { listSkills } from './list-skills.ts';
import { placeStages } from './place-stages.ts';

const pipeline = (...names: string[]) =>
  names.map((name) => ({ pipelineId: 'p', stageId: name.toLowerCase().replaceAll(' ', '_'), name }));

const placesOf = (...names: string[]) =>
  placeStages(defaultPlaybook, pipeline(...names)).map(({ step, known }) => [step?.id ?? null, known]);

describe('placeStages', () => {
  it.each([
    ['Lead', 'lead'],
    ['Prospecting', 'lead'],
    ['Engaging', 'contacted'],
    ['Qualified case', 'qualified'],
    ['Qualified lead', 'qualified'],
    ['Proposal sent', 'proposal'],
    ['Presentation Scheduled', 'proposal'],
    ['Contract out', 'negotiation'],
  ])('knows “%s” by its words', (name, step) => {
    expect(placesOf(name)).toEqual([[step, 'by_name']]);
  });

  it('places a stage without telling words between its neighbours', () => {
    expect(placesOf('Lead', 'Zweiter Schritt', 'Qualified', 'Angebot', 'Closing')).toEqual([
      ['lead', 'by_name'],
      ['contacted', 'by_position'],
      ['qualified', 'by_name'],
      ['proposal', 'by_position'],
      ['negotiation', 'by_name'],
    ]);
  });

  it('spreads a pipeline in another language over the process', () => {
    expect(placesOf('Erst', 'Dann', 'Schluss').map(([step]) => step)).toEqual([
      'lead',
      'contacted',
      'proposal',
    ]);
  });

  it('leaves a stage without a place where its neighbours leave none', () => {
    expect(placesOf('Lead', 'Ablage', 'Contacted')[1]).toEqual([null, 'unknown']);
  });

  it('keeps to what the playbook states', () => {
    const playbook = { ...defaultPlaybook, stages: [{ pipeline: 'p', stage: 'lead', step: 'proposal' }] };
    expect(placeStages(playbook, pipeline('Lead'))[0]).toMatchObject({
      known: 'stated',
      step: { id: 'proposal' },
    });
  });
});

describe('what a stage has in a playbook', () => {
  const stages = pipeline('Lead', 'Qualified');

  it('is its possible gaps with their skills, in the order of the playbook', () => {
    const gaps = listPossibleGaps(defaultPlaybook, stages, { pipelineId: 'p', stageId: 'qualified' });
    expect(gaps.map(({ id }) => id)).toEqual([
      'qualified.case_work',
      'qualified.individual_response',
      'qualified.trust',
      'qualified.access',
      'qualified.value_case',
    ]);
    expect(listPossibleGaps(defaultPlaybook, stages, { pipelineId: 'q', stageId: 'qualified' })).toEqual([]);
  });

  it('is the skills that serve it, each in its own pipeline', () => {
    const trust = listSkills(defaultPlaybook, stages).find(({ id }) => id === 'trust');
    expect(trust?.steps).toEqual(['contacted', 'qualified']);
    expect(trust?.stages).toEqual([stages[1]]);
  });
});

describe('comparePlaybooks', () => {
  const stages = pipeline('Lead', 'Qualified');

  it('finds nothing between a playbook and itself', () => {
    expect(comparePlaybooks(defaultPlaybook, defaultPlaybook, stages)).toEqual([]);
  });

  it('names what was added, removed and changed, and which stages move', () => {
    const [lead, ...rest] = defaultPlaybook.steps;
    if (lead === undefined) throw new Error('the default playbook has no step');
    const after = {
      ...defaultPlaybook,
      steps: [
        {
          ...lead,
          possible_gaps: lead.possible_gaps
            .slice(1)
            .map((gap, index) => (index === 0 ? { ...gap, because: 'Other.' } : gap)),
        },
        ...rest,
      ],
      skills: [...defaultPlaybook.skills, { id: 'new_one', name: 'New', behaviours: ['a', 'b'] }],
      stages: [{ pipeline: 'p', stage: 'lead', step: 'contacted' }],
    };
    expect(comparePlaybooks(defaultPlaybook, after, stages)).toEqual([
      expect.objectContaining({ kind: 'removed', what: 'possible_gap', id: 'lead.speed_to_lead' }),
      expect.objectContaining({ kind: 'changed', what: 'possible_gap', id: 'lead.persistence' }),
      { kind: 'added', what: 'skill', id: 'new_one', name: 'New' },
      {
        kind: 'changed',
        what: 'stage',
        id: '["p","lead"]',
        name: 'Lead',
        from: 'Lead to contacted',
        to: 'Contacted to qualified case',
      },
    ]);
  });
});
