import { Alert, Card, List, SimpleGrid, Text } from '@mantine/core';
import type { Diagnosis, Hypothesis } from '@stepup/contracts';
import {
  contextSentence,
  explanationSentence,
  signSentence,
  stageUseSentence,
} from '@stepup/wording/grounds-sentences';
import { Fragment } from 'react';
import { Link } from 'react-router';
import { dealsAddress } from '../deals/deals-filter.ts';
import { useDealNames } from '../names/use-deal-names.ts';
import { useNames } from '../names/use-names.ts';

/** What may be behind a gap: role, leads and stages first; then what fits the data, with what to ask and which deals to open. */
export function PossibleReasons({ finding }: { finding: Diagnosis }) {
  const names = useNames();
  const { grounds } = finding.evidence;
  if (grounds === undefined) return null;
  const { contexts, stage_use: use, hypotheses, explanation } = grounds;
  const unseen = explanationSentence(explanation);
  const neighbour = use?.neighbour_stage_id ?? null;
  return (
    <>
      {use !== null && (
        <Alert mt="sm" color="blue" title="Before any plan">
          {stageUseSentence(use, neighbour === null ? null : names.step(finding.pipeline_id, neighbour))}
        </Alert>
      )}
      {contexts.map((context) => (
        <Alert key={context.kind} mt="sm" color="blue" title="Before skill is suspected">
          {contextSentence(context)}
        </Alert>
      ))}
      {hypotheses.length > 0 && (
        <SimpleGrid cols={{ base: 1, sm: hypotheses.length }} mt="sm" spacing="sm">
          {hypotheses.map((hypothesis) => (
            <Reason key={hypothesis.id} finding={finding} hypothesis={hypothesis} />
          ))}
        </SimpleGrid>
      )}
      {unseen !== null && hypotheses.length === 0 && (
        <Text size="sm" mt="sm" c="dimmed">
          {unseen}
        </Text>
      )}
    </>
  );
}

const dealsShown = 5;

function Reason({ finding, hypothesis }: { finding: Diagnosis; hypothesis: Hypothesis }) {
  const { rep_id: rep, pipeline_id: pipeline, stage_id: stage } = finding;
  const { name, signs, ask, look_at: lookAt, deal_ids: dealIds } = hypothesis;
  const dealName = useDealNames(rep);
  return (
    <Card withBorder padding="sm" component="section">
      <Text size="xs" c="dimmed">
        Fits the data, not proven
      </Text>
      <Text fw={600}>{name}</Text>
      {signs.map((sign) => (
        <Text key={sign.indicator} size="sm" className="tabular">
          {signSentence(sign)}{' '}
          <Text span size="xs" c="dimmed">
            ({sign.measured} deals)
          </Text>
        </Text>
      ))}
      <Text size="sm" fw={550} mt="xs">
        Ask first
      </Text>
      <List size="sm">
        {ask.map((question) => (
          <List.Item key={question}>{question}</List.Item>
        ))}
      </List>
      <Text size="sm" fw={550} mt="xs">
        Look at together
      </Text>
      <Text size="sm">{lookAt.join('. ')}.</Text>
      {dealIds.length > 0 && (
        <Text size="sm" className="any-break">
          {dealIds.slice(0, dealsShown).map((dealId, place) => (
            <Fragment key={dealId}>
              {place > 0 && ', '}
              <Link className="number-link" to={dealsAddress({ rep, pipeline, stage, deal: dealId })}>
                {dealName(dealId)}
              </Link>
            </Fragment>
          ))}
        </Text>
      )}
    </Card>
  );
}
