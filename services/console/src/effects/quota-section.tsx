import { Box, Group, List, Select, Text } from '@mantine/core';
import { sayQuotaDifference } from '@stepup/wording/effect-sentences';
import { formatMonth, localDayOf } from '@stepup/wording/dates';
import { useState } from 'react';
import { lastMonths } from '../assessments/last-months.ts';
import { useQuotaCoaching } from '../api/use-effects.ts';
import { useMoment } from '../api/use-moment.ts';
import { useTimeZone } from '../api/use-time-zone.ts';
import { PageSection } from '../app/page-section.tsx';
import { Disclosure } from '../notices/disclosure.tsx';
import { FailureNotice } from '../notices/failure-notice.tsx';
import { AttainmentOfPerson } from './attainment-of-person.tsx';

const monthsOffered = 24;
const monthsShown = 12;

/** Quota beside coaching: the difference against who was not coached, in points and in money, and why plain shares prove nothing. */
export function QuotaSection() {
  const timeZone = useTimeZone();
  const moment = useMoment().data;
  const months =
    moment === undefined ? [] : lastMonths(localDayOf(Date.parse(moment.asOf), timeZone), monthsOffered);
  const [chosen, choose] = useState<{ from?: string; to?: string }>({});
  const to = chosen.to ?? months[0] ?? '';
  const from = chosen.from ?? months[monthsShown - 1] ?? '';
  const isInOrder = from <= to;
  const quota = useQuotaCoaching(from, to, to !== '' && isInOrder);
  const options = months.map((value) => ({ value, label: formatMonth(value) }));
  return (
    <PageSection title="Quota beside coaching">
      <Group align="flex-end">
        <Select
          label="From"
          w={180}
          value={from}
          data={options}
          allowDeselect={false}
          onChange={(value) => choose({ ...chosen, from: value ?? from })}
        />
        <Select
          label="To"
          w={180}
          value={to}
          data={options}
          allowDeselect={false}
          onChange={(value) => choose({ ...chosen, to: value ?? to })}
          error={isInOrder ? null : 'Lies before the first month'}
        />
      </Group>
      {quota.isError && <FailureNotice error={quota.error} retry={quota.refetch} />}
      {quota.data !== undefined && (
        <Box opacity={quota.isPlaceholderData ? 0.4 : 1}>
          <QuotaAnswer answer={quota.data} />
        </Box>
      )}
    </PageSection>
  );
}

function QuotaAnswer({ answer }: { answer: NonNullable<ReturnType<typeof useQuotaCoaching>['data']> }) {
  const { headline, worth, basis } = sayQuotaDifference(answer);
  return (
    <>
      <Text fw={550}>{headline}</Text>
      {worth !== null && <Text>{worth}</Text>}
      <List size="sm" c="dimmed" mt={4}>
        {basis.map((sentence) => (
          <List.Item key={sentence}>{sentence}</List.Item>
        ))}
      </List>
      {answer.shares !== null && (
        <Disclosure question="What about the plain share that reached quota?">
          {answer.shares.told.map((sentence) => (
            <Text key={sentence} size="sm">
              {sentence}
            </Text>
          ))}
        </Disclosure>
      )}
      {answer.rows.length > 0 && (
        <Disclosure question="Month by month for one person">
          <AttainmentOfPerson rows={answer.rows} />
        </Disclosure>
      )}
    </>
  );
}
