import { Stack, Text, Title } from '@mantine/core';
import { formatMoment } from '@stepup/wording/dates';
import { useSearchParams } from 'react-router';
import { useCurrentSession } from '../api/use-current-session.ts';
import { useDataQuality } from '../api/use-data-quality.ts';
import { useMayOperate } from '../api/use-may-operate.ts';
import { useTimeZone } from '../api/use-time-zone.ts';
import { PageSection } from '../app/page-section.tsx';
import { EmptyNotice } from '../notices/empty-notice.tsx';
import { FailureNotice } from '../notices/failure-notice.tsx';
import { LoadingPage } from '../notices/loading-page.tsx';
import { DisputesToAnswer } from '../disputes/disputes-to-answer.tsx';
import { CheckCard } from './check-card.tsx';
import { foundWords, qualitySentence } from './found-words.ts';

/** What is wrong with the data that came from outside: what to repair first, each with its records. */
export function DataQualityPage() {
  const session = useCurrentSession();
  const mayOperate = useMayOperate();
  const timeZone = useTimeZone();
  const quality = useDataQuality();
  const [parameters, setParameters] = useSearchParams();
  if (session.isSuccess && !mayOperate) {
    return <EmptyNotice title="This page is for sales operations">Ask whoever runs Stepup.</EmptyNotice>;
  }
  if (quality.isError) return <FailureNotice error={quality.error} retry={quality.refetch} />;
  if (quality.data === undefined) return <LoadingPage />;
  const { items, as_of: asOf } = quality.data;
  const failing = items.filter(({ found }) => found > 0);
  const clean = items.filter(({ found }) => found === 0);
  const opened = parameters.get('check');
  return (
    <Stack gap="md" maw={900} mx="auto">
      <div>
        <Title order={1} size="h2">
          Data quality
        </Title>
        <Text>{qualitySentence(items)}</Text>
        <Text size="sm" c="dimmed">
          {failing.length > 0 &&
            'Repair it in the CRM or the connector: numbers of the past heal by themselves. '}
          As of {formatMoment(asOf, timeZone)}.
        </Text>
      </div>
      <DisputesToAnswer />
      {failing.map((check) => (
        <CheckCard
          key={check.id}
          check={check}
          isOpen={opened === check.id}
          toggle={() => setParameters(opened === check.id ? {} : { check: check.id }, { replace: true })}
        />
      ))}
      {clean.length > 0 && (
        <PageSection title="Nothing found">
          <Stack gap="xs" component="ul" m={0} p={0} style={{ listStyle: 'none' }}>
            {clean.map((check) => (
              <li key={check.id}>
                <Text size="sm">{check.question}</Text>
                <Text size="xs" c="dimmed">
                  {check.title}: {foundWords(check)}
                </Text>
              </li>
            ))}
          </Stack>
        </PageSection>
      )}
    </Stack>
  );
}
