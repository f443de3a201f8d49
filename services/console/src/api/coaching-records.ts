import { recordSchemas } from '@stepup/contracts';
import { defineRecordHooks } from './define-record-hooks.ts';

export const assessmentRecords = defineRecordHooks({
  plural: 'assessments',
  schemas: recordSchemas.assessment,
});
export const barrierRecords = defineRecordHooks({ plural: 'barriers', schemas: recordSchemas.barrier });
export const callRecords = defineRecordHooks({ plural: 'calls', schemas: recordSchemas.call });
export const campaignRecords = defineRecordHooks({ plural: 'campaigns', schemas: recordSchemas.campaign });
export const disputeRecords = defineRecordHooks({ plural: 'disputes', schemas: recordSchemas.dispute });
export const handoverRecords = defineRecordHooks({ plural: 'handovers', schemas: recordSchemas.handover });
export const obstacleRecords = defineRecordHooks({
  plural: 'obstacles',
  underPlan: 'obstacles',
  schemas: recordSchemas.obstacle,
});
export const practiceRecords = defineRecordHooks({ plural: 'practices', schemas: recordSchemas.practice });
export const pulseRecords = defineRecordHooks({ plural: 'pulses', schemas: recordSchemas.pulse });
export const reviewRecords = defineRecordHooks({
  plural: 'reviews',
  underPlan: 'reviews',
  schemas: recordSchemas.review,
});
export const sessionRecords = defineRecordHooks({ plural: 'sessions', schemas: recordSchemas.session });
export const storyboardRecords = defineRecordHooks({
  plural: 'storyboards',
  underPlan: 'storyboard',
  schemas: recordSchemas.storyboard,
});
