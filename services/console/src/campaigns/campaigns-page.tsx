import { Badge, Button, Card, Group, Stack, Text, Title } from '@mantine/core';
import { sayCampaignState, sayOwnPart } from '@stepup/wording/campaign-sentences';
import { localDayOf } from '@stepup/wording/dates';
import { Link } from 'react-router';
import { campaignRecords } from '../api/coaching-records.ts';
import type { CampaignRecord } from '../api/console-answers.ts';
import { useCurrentSession } from '../api/use-current-session.ts';
import { useMayCoach } from '../api/use-may-coach.ts';
import { useTimeZone } from '../api/use-time-zone.ts';
import { useNames } from '../names/use-names.ts';
import { EmptyNotice } from '../notices/empty-notice.tsx';
import { FailureNotice } from '../notices/failure-notice.tsx';
import { LoadingPage } from '../notices/loading-page.tsx';
import { campaignStates } from './campaign-states.ts';
import { mayLeadCampaigns } from './may-lead-campaigns.ts';

/** The campaigns that this reader leads, is above, or is in: the newest first. */
export function CampaignsPage() {
  const session = useCurrentSession();
  const mayCoach = useMayCoach();
  const role = session.data?.role ?? null;
  const isShown = mayCoach && role !== 'board';
  const campaigns = campaignRecords.useList(isShown ? {} : null);
  if (session.isSuccess && !isShown) {
    return (
      <EmptyNotice title="Campaigns are between those who coach and the people in them">
        They are about a few people each, so nobody else sees them.
      </EmptyNotice>
    );
  }
  if (campaigns.isError) return <FailureNotice error={campaigns.error} retry={campaigns.refetch} />;
  if (campaigns.isPending) return <LoadingPage />;
  const leads = mayLeadCampaigns(role);
  return (
    <Stack gap="md" maw={760} mx="auto">
      <Group justify="space-between" align="flex-start">
        <div style={{ flex: '1 1 320px' }}>
          <Title order={1} size="h2">
            Campaigns
          </Title>
          <Text c="dimmed" size="sm">
            Several people coached on one step together. What hardly shows in the deals of one person can be
            told of the group.
          </Text>
        </div>
        {leads && (
          <Button component={Link} to="/campaigns/new">
            Plan a campaign
          </Button>
        )}
      </Group>
      {campaigns.data.length === 0 && (
        <EmptyNotice title="No campaign yet">
          {leads
            ? 'Choose a step where several of your people could do better, and who takes part. Half of them can start by lot while the others wait: then it can be told whether the coaching works.'
            : 'When you are in one, it stands here with the day on which you start.'}
        </EmptyNotice>
      )}
      {campaigns.data.map((campaign) => (
        <CampaignCard key={campaign.id} campaign={campaign} />
      ))}
    </Stack>
  );
}

function CampaignCard({ campaign }: { campaign: CampaignRecord }) {
  const names = useNames();
  const reader = useCurrentSession().data?.person_id ?? null;
  const { id, title, state, pipeline_id, stage_id, people, people_count, learner_id } = campaign;
  const isIn = people.some(({ person_id }) => person_id === reader);
  const today = localDayOf(Date.now(), useTimeZone());
  const { label, colour } = campaignStates[state];
  return (
    <Card withBorder component={Link} to={`/campaigns/${encodeURIComponent(id)}`} c="inherit">
      <Group justify="space-between" align="flex-start" wrap="nowrap">
        <div>
          <Text fw={600}>{title}</Text>
          <Text size="sm" c="dimmed">
            {names.step(pipeline_id, stage_id)} · {people_count} people
            {reader !== learner_id && `, led by ${names.person(learner_id)}`}
          </Text>
          <Text size="sm">
            {isIn ? sayOwnPart(campaign, reader, today) : sayCampaignState(campaign, today)}
          </Text>
        </div>
        <Badge color={colour} variant="light" style={{ flexShrink: 0 }}>
          {label}
        </Badge>
      </Group>
    </Card>
  );
}
