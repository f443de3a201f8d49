import { runService } from '@stepup/runtime';
import { startDiagnosis } from './compose.ts';
import { readDiagnosisConfig } from './config.ts';

runService('diagnosis', readDiagnosisConfig(), startDiagnosis);
