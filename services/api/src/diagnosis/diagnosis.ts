import { diagnosisAnswer } from '@stepup/contracts';
import { getLatestLookFinding, listLatestDisputes, recordRead, withTenant } from '@stepup/store';
import { explainFinding } from '@stepup/wording/explain-finding';
import * as z from 'zod';
import { narrowList } from '../access/narrow-question.ts';
import { defineEndpoint } from '../endpoint/endpoint.ts';
import { stepNames } from '../levers/step-names.ts';
import { toDiagnosisDto } from './diagnosis-dto.ts';
import { readShownWhen } from './read-shown-when.ts';
import { isShownTo } from './shown-to.ts';

const notFound = { kind: 'problem', code: 'not_found' } as const;

/** `GET /v1/diagnoses/{id}`. */
export const diagnosisEndpoint = defineEndpoint({
  method: 'get',
  path: '/v1/diagnoses/:id',
  operationId: 'readDiagnosis',
  summary: 'One gap, explained in words',
  description:
    'Counts first, then how sure, the range, what else may be behind it (role, leads, use of stages) before skill, the lever, and ' +
    'what these deals could have shown. Numbers are those of the last look that had it; evidence is what it was first shown with.',
  access: 'findings.read',
  query: z.strictObject({}),
  answer: diagnosisAnswer,
  problems: [],
  async handle({ ports, viewer, veil, pathParameters }) {
    const id = z.uuid().safeParse(pathParameters['id']);
    if (!id.success) return notFound;
    const { tenant, personId } = viewer;
    const latest = await withTenant(ports.pool, tenant, (tx) => getLatestLookFinding(tx, id.data));
    if (latest === null) return notFound;
    const { found, lookAsOf } = latest;
    const { repId } = found.finding;
    if (narrowList(viewer, { rep: repId }).kind !== 'allowed') return notFound;
    const profile = await ports.readProfile(tenant);
    const when = await readShownWhen(ports, viewer.tenant);
    if (!isShownTo(viewer, found.finding, when)) return notFound;
    const readerId = personId ?? 'program';
    if (readerId !== repId) {
      const about = { subjectId: repId, resource: 'diagnosis', resourceId: id.data };
      await withTenant(ports.pool, tenant, (tx) =>
        recordRead(tx, { readerId, ...about, reason: null, readAt: when.now }),
      );
    }
    const disputes = await withTenant(ports.pool, tenant, (tx) => listLatestDisputes(tx, [id.data]));
    const finding = toDiagnosisDto(found, disputes.get(id.data), viewer);
    // Programs work with ids, operations with pseudonyms.
    const { byId } = await ports.directory.read(tenant);
    const person = viewer.sees.kind === 'people' ? byId.get(repId) : undefined;
    const name = person?.name ?? veil?.hide(repId) ?? repId;
    const sentences = explainFinding(finding, { name, isSelf: personId === repId }, stepNames(profile));
    return {
      kind: 'answer',
      body: {
        ...finding,
        statistical_state: found.finding.statisticalState,
        look_as_of: lookAsOf,
        sentences,
        interval_level: 0.9 as const,
        gain_level: 0.8 as const,
      },
    };
  },
});
