import type { DiagnosisCell } from '@stepup/diagnosis';
import { toStepKey } from '@stepup/tenant-diagnosis';
import type { TeamCells } from './track-looks.ts';

/** A cell of a rep at one step that measured a gap of ten points, unless told otherwise. */
export function makeCell(fields: Partial<DiagnosisCell> = {}): DiagnosisCell {
  return {
    repId: 'r1',
    step: toStepKey({ pipelineId: 'p', stageId: 's' }),
    state: 'ok',
    lack: null,
    n: 60,
    mature: { entered: 50, advanced: 20 },
    rawRate: 0.4,
    rate: 0.42,
    interval: { lower: 0.33, upper: 0.51 },
    typical: 0.52,
    pGap: 0.9,
    lfsr: 0.02,
    tier: 'probable',
    detectableGap: 0.3,
    horizonDays: 30,
    horizonSource: 'stage',
    windowDays: 180,
    phi: 1.2,
    notes: [],
    ...fields,
  };
}

export function teamOf(teamKey: string, ...cells: DiagnosisCell[]): TeamCells {
  return { teamKey, cells };
}
