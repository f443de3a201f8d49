import { type AssessmentContent, recordSchemas } from '@stepup/contracts';
import { listAssessments, type StoredRecord, type TenantTransaction } from '@stepup/store';

export type Assessment = StoredRecord & { readonly content: AssessmentContent };

/** Every assessment of a month, of whatever pair. */
export async function readAssessments(tx: TenantTransaction, month: string): Promise<readonly Assessment[]> {
  return (await listAssessments(tx, month)).map((stored) => ({
    ...stored,
    content: recordSchemas.assessment.content.parse(stored.content),
  }));
}
