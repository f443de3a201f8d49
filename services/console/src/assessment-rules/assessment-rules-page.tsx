import { SegmentedControl, Stack, Text, Title } from '@mantine/core';
import { type AssessmentPair, assessmentPairs } from '@stepup/contracts';
import { pairTitles } from '@stepup/wording/assessment-words';
import { useState } from 'react';
import { useAssessmentRules } from '../api/use-assessment-rules.ts';
import { useCurrentSession } from '../api/use-current-session.ts';
import { useMayOperate } from '../api/use-may-operate.ts';
import { EmptyNotice } from '../notices/empty-notice.tsx';
import { FailureNotice } from '../notices/failure-notice.tsx';
import { LoadingPage } from '../notices/loading-page.tsx';
import { RulesEditor } from './rules-editor.tsx';

/** Where sales operations write by what a month of coaching is looked back on, a text a pair. */
export function AssessmentRulesPage() {
  const mayOperate = useMayOperate();
  const session = useCurrentSession();
  const rules = useAssessmentRules();
  const [pair, setPair] = useState<AssessmentPair>('rep-manager');
  if (session.isSuccess && !mayOperate) {
    return (
      <EmptyNotice title="This page is for sales operations">
        Nobody else writes the rules of assessments.
      </EmptyNotice>
    );
  }
  if (rules.isError) return <FailureNotice error={rules.error} retry={rules.refetch} />;
  const current = rules.data?.find((one) => one.pair === pair);
  if (current === undefined || !session.isSuccess) return <LoadingPage />;
  return (
    <Stack gap="md">
      <div>
        <Title order={1} size="h2">
          Rules of assessments
        </Title>
        <Text c="dimmed" size="sm">
          By which questions a month is looked back on. The plan and the coaching are assessed: a rule about
          what somebody sold is refused. A change counts from next month on, and every version is kept.
        </Text>
      </div>
      <SegmentedControl
        value={pair}
        onChange={(value) => setPair(assessmentPairs.find((one) => one === value) ?? pair)}
        data={assessmentPairs.map((value) => ({ value, label: pairTitles[value] }))}
        className="wrapping-choice"
      />
      <RulesEditor key={pair} current={current} />
    </Stack>
  );
}
