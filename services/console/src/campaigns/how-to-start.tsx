import { Alert, Button, Card, Group, List, SimpleGrid, Stack, Text, TextInput, Title } from '@mantine/core';
import type { CampaignMove } from '@stepup/contracts';
import { formatLocalDay } from '@stepup/wording/dates';
import { type ReactNode, useState } from 'react';
import { campaignRecords } from '../api/coaching-records.ts';
import type { CampaignRecord } from '../api/console-answers.ts';
import { useCurrentSession } from '../api/use-current-session.ts';
import { usePeople } from '../api/use-people.ts';
import { PageSection } from '../app/page-section.tsx';
import { Disclosure } from '../notices/disclosure.tsx';
import { salespeopleBelow } from './people-below.ts';
import { PeopleChoice } from './people-choice.tsx';
import { sayPeopleInOthers } from './people-in-others.ts';

type Send = (move: CampaignMove) => void;

/** The two ways to start, side by side and of equal weight, each with what can be told afterwards. */
export function HowToStart({
  campaign,
  mayChange,
  isBusy,
  send,
}: {
  campaign: CampaignRecord;
  mayChange: boolean;
  isBusy: boolean;
  send: Send;
}) {
  const { starts_on, later_on, people_count, wait_list } = campaign;
  const start = formatLocalDay(starts_on);
  const inOthers = sayPeopleInOthers(campaign, campaignRecords.useList({}).data ?? []);
  return (
    <PageSection title="How shall it start?">
      {inOthers.map((sentence) => (
        <Alert key={sentence} color="orange" title="Already in another campaign">
          {sentence}
        </Alert>
      ))}
      <SimpleGrid cols={{ base: 1, sm: 2 }}>
        <Way
          title="Half of them by lot"
          told="It can be told whether the coaching works."
          button="Draw the lot"
          isDisabled={isBusy || !wait_list.possible}
          choose={() => send({ kind: 'draw' })}
        >
          {wait_list.possible ? (
            <>
              <List.Item>
                {wait_list.now} start on {start}, {wait_list.later} wait until {formatLocalDay(later_on)}. A
                lot decides who.
              </List.Item>
              <List.Item>
                Both halves meet the same season and the same leads, and nobody was picked: what differs in
                the end is the coaching, and luck.
              </List.Item>
              <List.Item>Until they start, nobody of those who wait gets a plan on this step.</List.Item>
            </>
          ) : (
            <List.Item>Needs six people: with fewer, no lot could show anything.</List.Item>
          )}
        </Way>
        <Way
          title="All together"
          told="There may be nothing to compare with."
          button="Start all together"
          isDisabled={isBusy}
          choose={() => send({ kind: 'start_together' })}
        >
          <List.Item>
            All {people_count} start on {start}; nobody waits.
          </List.Item>
          <List.Item>
            It is told only where three colleagues of the team or more are not coached on this step.
          </List.Item>
        </Way>
      </SimpleGrid>
      <Text size="sm" c="dimmed">
        From then on people, days and what shall be seen stay as they are, so that what counts is decided
        before it is seen.{campaign.behaviour_target === null && ' Nothing that shall be seen is fixed yet.'}
      </Text>
      {mayChange && (
        <Disclosure question="Change who takes part, or the days">
          <ChangeForm key={campaign.version} campaign={campaign} isBusy={isBusy} send={send} />
        </Disclosure>
      )}
    </PageSection>
  );
}

function Way({
  title,
  told,
  button,
  isDisabled,
  choose,
  children,
}: {
  title: string;
  told: string;
  button: string;
  isDisabled: boolean;
  choose: () => void;
  children: ReactNode;
}) {
  return (
    <Card withBorder padding="sm" component="section" aria-label={title}>
      <Stack gap="xs" h="100%">
        <div>
          <Title order={3} size="h5">
            {title}
          </Title>
          <Text size="sm" fw={550}>
            {told}
          </Text>
        </div>
        <List size="sm" spacing={4} style={{ flexGrow: 1 }}>
          {children}
        </List>
        <Button variant="light" onClick={choose} disabled={isDisabled}>
          {button}
        </Button>
      </Stack>
    </Card>
  );
}

function ChangeForm({ campaign, isBusy, send }: { campaign: CampaignRecord; isBusy: boolean; send: Send }) {
  const reader = useCurrentSession().data?.person_id ?? '';
  const people = usePeople().data ?? [];
  const before = campaign.people.map(({ person_id }) => person_id);
  const [chosen, setChosen] = useState(before);
  const [startsOn, setStartsOn] = useState(campaign.starts_on);
  const [laterOn, setLaterOn] = useState(campaign.later_on);
  return (
    <Stack>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          send({ kind: 'set_people', people: chosen });
        }}
      >
        <Stack gap="xs">
          <PeopleChoice
            people={salespeopleBelow(people, reader)}
            step={campaign}
            chosen={chosen}
            choose={setChosen}
          />
          <Group justify="flex-end">
            <Button type="submit" variant="light" loading={isBusy} disabled={chosen.length < 2}>
              Change who takes part
            </Button>
          </Group>
        </Stack>
      </form>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          send({ kind: 'set_days', starts_on: startsOn, later_on: laterOn });
        }}
      >
        <SimpleGrid cols={{ base: 1, xs: 2 }}>
          <TextInput
            type="date"
            label="It starts on"
            value={startsOn}
            onChange={(event) => setStartsOn(event.currentTarget.value)}
            required
          />
          <TextInput
            type="date"
            label="Those who wait start on"
            value={laterOn}
            onChange={(event) => setLaterOn(event.currentTarget.value)}
            required
          />
        </SimpleGrid>
        <Group justify="flex-end" mt="xs">
          <Button type="submit" variant="light" loading={isBusy} disabled={startsOn === '' || laterOn === ''}>
            Change the days
          </Button>
        </Group>
      </form>
    </Stack>
  );
}
