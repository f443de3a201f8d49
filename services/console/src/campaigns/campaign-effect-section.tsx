import { List, Stack, Text } from '@mantine/core';
import {
  campaignNotTold,
  sayCampaignBehaviour,
  sayCampaignEffect,
  sayKept,
} from '@stepup/wording/campaign-sentences';
import { formatDay } from '@stepup/wording/dates';
import { outcomeTone, outcomeWord } from '@stepup/wording/verdict-sentences';
import type { CampaignRecord } from '../api/console-answers.ts';
import { useCampaignEffect } from '../api/use-campaign-effect.ts';
import { useIndicators } from '../api/use-indicators.ts';
import { useTimeZone } from '../api/use-time-zone.ts';
import { PageSection } from '../app/page-section.tsx';
import { RateBars } from '../charts/rate-bars.tsx';
import { useNames } from '../names/use-names.ts';
import { Disclosure } from '../notices/disclosure.tsx';
import { FailureNotice } from '../notices/failure-notice.tsx';
import { EarlierVerdicts } from '../plan/earlier-verdicts.tsx';
import { VerdictLine } from '../plan/verdict-line.tsx';

/** Did the campaign work: the verdict, against whom, how sure; or the day on which it is told. */
export function CampaignEffectSection({ campaign }: { campaign: CampaignRecord }) {
  const effect = useCampaignEffect(campaign.id, campaign.version);
  const timeZone = useTimeZone();
  const names = useNames();
  const indicators = useIndicators().data ?? [];
  if (effect.isPending) return null;
  if (effect.isError) return <FailureNotice error={effect.error} retry={effect.refetch} />;
  const { current, reason_if_null: reason, versions } = effect.data;
  const step = names.step(campaign.pipeline_id, campaign.stage_id);
  if (current === null) {
    const latest = versions[0];
    const why = campaignNotTold[reason ?? 'not_computed'];
    return (
      <PageSection title="Did it work?">
        {latest === undefined ? (
          <Text size="sm">{why}</Text>
        ) : (
          <VerdictLine
            about={step}
            said={{ word: outcomeWord(latest.verdict), tone: outcomeTone(latest.verdict), headline: why }}
          />
        )}
      </PageSection>
    );
  }
  const said = sayCampaignEffect(current, timeZone);
  const { behaviour } = current;
  const counted = indicators.find(({ id }) => id === behaviour?.indicator);
  return (
    <PageSection title="Did it work?">
      <Stack gap={6}>
        <VerdictLine about={step} said={said} />
        {said.effect !== null && <Text size="sm">{said.effect}</Text>}
        {said.rates.length > 0 && <RateBars rates={said.rates} />}
        <Text size="sm">{said.comparison}</Text>
      </Stack>
      {behaviour !== null && counted !== undefined && (
        <Behaviour about={counted.title} said={sayCampaignBehaviour(behaviour, counted.unit)} />
      )}
      <Disclosure question="What does this rest on?">
        <List size="sm" spacing={2}>
          {[...said.basis, ...sayKept(current.kept, current.design)].map((sentence) => (
            <List.Item key={sentence}>{sentence}</List.Item>
          ))}
        </List>
      </Disclosure>
      <Text size="xs" c="dimmed">
        As of {formatDay(current.as_of, timeZone)}. “Likely” means that the true value lies in the range about
        9 times in 10.
      </Text>
      <EarlierVerdicts versions={versions} />
    </PageSection>
  );
}

/** What people do, told beside the rate: it is there or not long before that. */
function Behaviour({ about, said }: { about: string; said: ReturnType<typeof sayCampaignBehaviour> }) {
  return (
    <Stack gap={6}>
      <VerdictLine about={about} said={said} />
      <Text size="sm">{said.basis}</Text>
    </Stack>
  );
}
