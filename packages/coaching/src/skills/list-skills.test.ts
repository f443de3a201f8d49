import { describe, expect, it } from 'vitest';
import { listSkills } from './list-skills.ts';
import { playbookSkills } from './playbook-skills.ts';
import { usualStepOf, usualSteps } from './usual-step.ts';

describe('the playbook', () => {
  it('names every skill once, with two to five behaviours and a step', () => {
    const ids = playbookSkills.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const { id, steps, behaviours } of playbookSkills) {
      expect(steps.length, id).toBeGreaterThan(0);
      expect(behaviours.length, id).toBeGreaterThanOrEqual(2);
      expect(behaviours.length, id).toBeLessThanOrEqual(5);
      expect(new Set(behaviours).size, id).toBe(behaviours.length);
    }
  });

  it('has several skills to choose from at every usual step', () => {
    for (const step of usualSteps) {
      expect(playbookSkills.filter(({ steps }) => steps.includes(step)).length, step).toBeGreaterThan(2);
    }
  });
});

describe('usualStepOf', () => {
  it.each([
    ['lead', 'Lead', 'lead'],
    ['Prospecting', 'Prospecting', 'lead'],
    ['Engaging', 'Engaging', 'contacted'],
    ['qualified_case', 'Qualified case', 'qualified'],
    ['s3', 'Proposal sent', 'proposal'],
    ['presentationscheduled', 'Presentation Scheduled', 'proposal'],
    ['7', 'Contract out', 'negotiation'],
    ['mql', 'Qualified lead', 'qualified'],
    ['17', 'Angebot', null],
  ])('%s “%s” is %s', (stageId, name, step) => {
    expect(usualStepOf({ stageId, name })).toBe(step);
  });
});

describe('listSkills', () => {
  it('says which stages of the tenant a skill serves, each in its own pipeline', () => {
    const stages = [
      { pipelineId: 'p', stageId: 'Prospecting', name: 'Prospecting' },
      { pipelineId: 'p', stageId: 'Engaging', name: 'Engaging' },
      { pipelineId: 'q', stageId: '17', name: 'New lead' },
    ];
    const byId = new Map(listSkills(stages).map((skill) => [skill.id, skill]));
    expect(byId.get('persistence')?.stages).toEqual([stages[0], stages[2]]);
    expect(byId.get('cadence')?.stages).toEqual([stages[1]]);
    expect(byId.get('trading')?.stages).toEqual([]);
  });

  it('lists every skill for a tenant whose stages say nothing', () => {
    expect(listSkills([])).toHaveLength(playbookSkills.length);
  });
});
