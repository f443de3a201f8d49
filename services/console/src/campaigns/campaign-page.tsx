import { Badge, Group, Stack, Text, Title } from '@mantine/core';
import type { CampaignMove } from '@stepup/contracts';
import { sayCampaignState, sayOwnPart } from '@stepup/wording/campaign-sentences';
import { localDayOf } from '@stepup/wording/dates';
import { useParams } from 'react-router';
import { campaignRecords } from '../api/coaching-records.ts';
import { useCurrentSession } from '../api/use-current-session.ts';
import { useSkills } from '../api/use-skills.ts';
import { useTimeZone } from '../api/use-time-zone.ts';
import { PageSection } from '../app/page-section.tsx';
import { OneLineForm } from '../forms/one-line-form.tsx';
import { WrittenText } from '../forms/written-text.tsx';
import { useNames } from '../names/use-names.ts';
import { Disclosure } from '../notices/disclosure.tsx';
import { FailureNotice } from '../notices/failure-notice.tsx';
import { LoadingPage } from '../notices/loading-page.tsx';
import { Refusal } from '../notices/refusal.tsx';
import { skillName } from '../plan/skill-name.ts';
import { recordSideOf } from '../records/record-side.ts';
import { campaignStates } from './campaign-states.ts';
import { CampaignEffectSection } from './campaign-effect-section.tsx';
import { CampaignTarget } from './campaign-target.tsx';
import { HowToStart } from './how-to-start.tsx';
import { WhoStartsWhen } from './who-starts-when.tsx';

/** One campaign: how it shall start, then who starts when, whether it worked, and its end. */
export function CampaignPage() {
  const { id } = useParams();
  const campaign = campaignRecords.useOne(id ?? '');
  const mover = campaignRecords.useMove();
  const reader = useCurrentSession().data;
  const names = useNames();
  const skills = useSkills().data ?? [];
  const today = localDayOf(Date.now(), useTimeZone());
  if (campaign.isError) return <FailureNotice error={campaign.error} retry={campaign.refetch} />;
  if (campaign.isPending || reader === undefined) return <LoadingPage />;
  const { data } = campaign;
  const side = recordSideOf(data, reader.person_id);
  const leads = side !== 'guest';
  const send = (move: CampaignMove): void => mover.mutate({ record: data, move });
  const { label, colour } = campaignStates[data.state];
  return (
    <Stack gap="md" maw={760} mx="auto">
      <div>
        <Group justify="space-between" align="flex-start" wrap="nowrap">
          <Title order={1} size="h2" className="any-break">
            {data.title}
          </Title>
          <Badge size="lg" color={colour} variant="light" style={{ flexShrink: 0 }}>
            {label}
          </Badge>
        </Group>
        <Text c="dimmed" size="sm">
          {names.step(data.pipeline_id, data.stage_id)} · {skillName(data.skill_id, skills)} ·{' '}
          {data.people_count} people
          {side !== 'learner' && ` · led by ${names.person(data.learner_id)}`}
        </Text>
        <Text fw={550} mt={4} role="status">
          {leads ? sayCampaignState(data, today) : sayOwnPart(data, reader.person_id, today)}
        </Text>
      </div>
      {leads && (
        <CampaignTarget campaign={data} mayChange={side === 'learner'} isBusy={mover.isPending} send={send} />
      )}
      {leads && data.state === 'planned' && (
        <HowToStart campaign={data} mayChange={side === 'learner'} isBusy={mover.isPending} send={send} />
      )}
      {leads && <WhoStartsWhen campaign={data} />}
      {data.started !== null && <CampaignEffectSection campaign={data} />}
      {data.ended !== null && (
        <PageSection title="Why it ended">
          <WrittenText label="In their words" text={data.ended.text} entry={data.ended} />
        </PageSection>
      )}
      {leads && data.state !== 'ended' && (
        <Disclosure question="End the campaign">
          <OneLineForm
            label="Why does it end?"
            description={
              data.draw !== null && today < data.later_on
                ? 'Ended before those who wait have started, nothing can be told of it: whoever ends it may have seen how it goes.'
                : 'What was counted stays readable.'
            }
            button="End it"
            maxLength={500}
            isBusy={mover.isPending}
            send={(because, onDone) =>
              mover.mutate({ record: data, move: { kind: 'end', because } }, { onSuccess: onDone })
            }
          />
        </Disclosure>
      )}
      <Refusal error={mover.error} />
    </Stack>
  );
}
