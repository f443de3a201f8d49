import type { DiagnosisRun } from '@stepup/contracts';
import { describe, expect, it } from 'vitest';
import { chooseRun } from './choose-run.ts';

function run(id: string, changes: Partial<DiagnosisRun>): DiagnosisRun {
  return {
    id,
    kind: 'look',
    state: 'done',
    as_of: '2026-10-31T23:00:00.000000Z',
    window_days: null,
    model_version: '1',
    progress: 1,
    requested_at: '2026-11-01T00:00:00.000000Z',
    started_at: null,
    finished_at: '2026-11-01T00:01:00.000000Z',
    error: null,
    failed_teams: 0,
    ...changes,
  };
}

describe('chooseRun', () => {
  it('takes the finished run as of the latest moment, whenever it was computed', () => {
    const older = run('older', {
      as_of: '2026-09-30T22:00:00.000000Z',
      finished_at: '2026-11-05T00:00:00.000000Z',
    });
    expect(chooseRun([run('newer', {}), older])).toMatchObject({ kind: 'done', run: { id: 'newer' } });
  });

  it('prefers looks to runs on demand, however new', () => {
    const onDemand = run('now', { kind: 'on_demand', as_of: '2026-11-22T00:00:00.000000Z' });
    expect(chooseRun([onDemand, run('look', {})])).toMatchObject({ run: { id: 'look' } });
    expect(chooseRun([onDemand])).toMatchObject({ run: { id: 'now' } });
  });

  it('takes the one computed last of several as of one moment', () => {
    const again = run('again', { finished_at: '2026-11-02T00:00:00.000000Z' });
    expect(chooseRun([again, run('first', {})])).toMatchObject({ run: { id: 'again' } });
  });

  it('shows a finished run while a newer one is under way', () => {
    expect(chooseRun([run('next', { state: 'running' }), run('last', {})])).toMatchObject({
      run: { id: 'last' },
    });
  });

  it('leaves out runs with a window of their own and failed ones', () => {
    expect(chooseRun([run('short', { window_days: 30 }), run('broken', { state: 'failed' })])).toEqual({
      kind: 'no_run',
    });
  });

  it('tells a first run under way from none', () => {
    expect(chooseRun([run('first', { state: 'queued' })]).kind).toBe('running');
    expect(chooseRun([]).kind).toBe('no_run');
  });
});
