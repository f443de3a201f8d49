import { Badge, Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { contentSwitch, contentSwitchesAnswer } from '@stepup/contracts';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type * as z from 'zod';
import { useApi } from '../api/api-context.tsx';
import { useTimeZone } from '../api/use-time-zone.ts';
import { PageSection } from '../app/page-section.tsx';
import { OneLineForm } from '../forms/one-line-form.tsx';
import { useNames } from '../names/use-names.ts';
import { FailureNotice } from '../notices/failure-notice.tsx';
import { Refusal } from '../notices/refusal.tsx';
import { formatDay, formatLocalDay } from '@stepup/wording/dates';

type Switch = z.output<typeof contentSwitch>;
type Change = { is_on: true; agreement: string; agreed_on: string } | { is_on: false };

const words: Readonly<Record<Switch['kind'], { name: string; meaning: string }>> = {
  message_content: {
    name: 'Content of messages',
    meaning:
      'Whether a message names something of this customer, ends with a question, is a template. The text itself is dropped.',
  },
  transcripts: {
    name: 'Transcripts of conversations',
    meaning:
      'Whether a next step was agreed, how often was asked. Needs the consent of both sides of the call.',
  },
  individual_response: {
    name: 'Response made for one customer',
    meaning: 'How much of an answer is written for this customer, by comparing texts.',
  },
  talk_share: {
    name: 'Talk share',
    meaning: 'Who spoke for how long in a call with customers. Coaching sessions are never recorded.',
  },
  persons_in_boards: {
    name: 'Names on boards in team folders',
    meaning:
      'Grafana boards of one team show its people by name, with the numbers of their gaps. Every other board keeps pseudonyms; but those of gaps and coaching are then those of deals, so whoever knows who owns a deal knows whose gap it is, and whoever may open that Grafana can ask it for names.',
  },
};

/** What may be agreed to, each with the agreement it rests on. */
export function ContentSwitches() {
  const api = useApi();
  const queryClient = useQueryClient();
  const queryKey = ['content-switches'];
  const switches = useQuery({
    queryKey,
    queryFn: async () => (await api.read('/v1/content-switches', contentSwitchesAnswer)).items,
  });
  const set = useMutation({
    mutationFn: ({ kind, change }: { kind: Switch['kind']; change: Change }) =>
      api.write(`/v1/content-switches/${kind}`, contentSwitch, { method: 'PUT', body: change }),
    onSuccess: (now) =>
      queryClient.setQueryData<Switch[]>(queryKey, (before) =>
        before?.map((one) => (one.kind === now.kind ? now : one)),
      ),
  });
  if (switches.isError) return <FailureNotice error={switches.error} retry={switches.refetch} />;
  return (
    <PageSection title="What is looked at, and who is named">
      {(switches.data ?? []).map((one) => (
        <OneSwitch
          key={`${one.kind} ${one.is_on}`}
          state={one}
          isBusy={set.isPending}
          change={(change) => set.mutate({ kind: one.kind, change })}
        />
      ))}
      <Refusal error={set.error} />
    </PageSection>
  );
}

function OneSwitch({
  state,
  isBusy,
  change,
}: {
  state: Switch;
  isBusy: boolean;
  change: (change: Change) => void;
}) {
  const names = useNames();
  const timeZone = useTimeZone();
  const [isAgreeing, setIsAgreeing] = useState(false);
  const [agreedOn, setAgreedOn] = useState('');
  const { name, meaning } = words[state.kind];
  return (
    <Stack gap={4}>
      <Group justify="space-between" wrap="nowrap">
        <Text fw={550}>{name}</Text>
        <Badge color={state.is_on ? 'teal' : 'gray'} variant="light">
          {state.is_on ? 'On' : 'Off'}
        </Badge>
      </Group>
      <Text size="sm" c="dimmed">
        {meaning}
      </Text>
      {state.since !== null && (
        <Text size="sm">
          {state.is_on ? 'On' : 'Off'} since {formatDay(state.since, timeZone)}
          {state.switched_by !== null && `, switched by ${names.person(state.switched_by)}`}
          {state.is_on && state.agreed_on !== null && `. Agreed on ${formatLocalDay(state.agreed_on)}`}
        </Text>
      )}
      {state.is_on && state.agreement !== null && (
        <Text size="sm" className="any-break" style={{ whiteSpace: 'pre-line' }}>
          {state.agreement}
        </Text>
      )}
      {state.is_on ? (
        <Group>
          <Button
            size="compact-sm"
            variant="default"
            loading={isBusy}
            aria-label={`Switch off: ${name}`}
            onClick={() => change({ is_on: false })}
          >
            Switch off
          </Button>
        </Group>
      ) : isAgreeing ? (
        <OneLineForm
          label="The agreement with those concerned"
          description="Its words, or where they are kept. It holds from now on, never for what is past"
          button="Switch on"
          isBusy={isBusy}
          beside={
            <TextInput
              type="date"
              label="Agreed on"
              value={agreedOn}
              onChange={(event) => setAgreedOn(event.currentTarget.value)}
              required
            />
          }
          send={(agreement) => {
            if (agreedOn !== '') change({ is_on: true, agreement, agreed_on: agreedOn });
          }}
        />
      ) : (
        <Group>
          <Button
            size="compact-sm"
            variant="subtle"
            aria-label={`Switch on: ${name}`}
            onClick={() => setIsAgreeing(true)}
          >
            Switch on, with an agreement
          </Button>
        </Group>
      )}
    </Stack>
  );
}
