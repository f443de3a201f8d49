import { diagnosisSettings, diagnosisSettingsRequest, instantOfDate } from '@stepup/contracts';
import {
  type DiagnosisSettings,
  getDiagnosisSettings,
  saveDiagnosisSettings,
  withTenant,
} from '@stepup/store';
import { readBusinessHours } from '@stepup/warehouse';
import * as z from 'zod';
import { tellBoards } from '../boards/tell-boards.ts';
import { defineWrite } from '../endpoint/define-write.ts';
import { defineEndpoint, type EndpointCall } from '../endpoint/endpoint.ts';
import { runWrite } from '../endpoint/run-write.ts';

const path = '/v1/settings/diagnosis';

/** `GET /v1/settings/diagnosis`. */
export const diagnosisSettingsEndpoint = defineEndpoint({
  method: 'get',
  path,
  operationId: 'readDiagnosisSettings',
  summary: 'How findings are shown',
  description: 'How many working days a finding is the person’s alone, and who said so.',
  access: 'catalogue.read',
  query: z.strictObject({}),
  answer: diagnosisSettings,
  problems: [],
  async handle(call) {
    const { ports, viewer } = call;
    const settings = await withTenant(ports.pool, viewer.tenant, getDiagnosisSettings);
    return { kind: 'answer', body: toDto(settings, await comingHolidays(call)), version: settings.version };
  },
});

/** `PUT /v1/settings/diagnosis`. */
export const saveDiagnosisSettingsEndpoint = defineWrite({
  method: 'put',
  path,
  operationId: 'saveDiagnosisSettings',
  summary: 'Say how findings are shown',
  description:
    'The head start in working days of the tenant: Monday to Friday without its holidays. It holds for findings of the past as ' +
    'well. Every version is kept with who set it.',
  access: 'settings.write',
  body: diagnosisSettingsRequest,
  status: 200,
  needsVersion: true,
  answer: diagnosisSettings,
  problems: ['precondition_required', 'stale'],
  async handle(call) {
    const holidays = await comingHolidays(call);
    const outcome = await runWrite(call, {
      path,
      answer: diagnosisSettings,
      work: async (tx, at) => {
        const saved = await saveDiagnosisSettings(tx, {
          headStartWorkingDays: call.body.head_start_working_days,
          expectedVersion: call.sent.version ?? 0,
          by: call.viewer.personId ?? 'program',
          at,
        });
        if (saved.kind === 'stale')
          return { kind: 'problem', code: 'stale', detail: 'Somebody else changed it meanwhile.' };
        return { kind: 'answer', body: toDto(saved.settings, holidays), version: saved.settings.version };
      },
    });
    // What fails here the schedule does.
    if (outcome.kind === 'answer') await tellBoards(call.ports, call.viewer.tenant);
    return outcome;
  },
});

const mostHolidays = 10;

async function comingHolidays({
  ports,
  viewer,
}: Pick<EndpointCall<unknown>, 'ports' | 'viewer'>): Promise<string[]> {
  const { holidays } = await readBusinessHours(ports.warehouse, viewer.tenant);
  const today = instantOfDate(ports.clock.now()).slice(0, 10);
  return holidays.filter((day) => day >= today).slice(0, mostHolidays);
}

function toDto(settings: DiagnosisSettings, holidays: string[]): z.input<typeof diagnosisSettings> {
  return {
    head_start_working_days: settings.headStartWorkingDays,
    version: settings.version,
    changed_by: settings.changedBy,
    changed_at: settings.changedAt,
    holidays,
  };
}
