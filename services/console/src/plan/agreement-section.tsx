import { Button, Group, List, Stack, Text } from '@mantine/core';
import { useNames } from '../names/use-names.ts';
import { missingSentence } from '../wording/missing-sentences.ts';
import { EndEarlyMenu } from './end-early-menu.tsx';
import { partiesOf } from './parties-of.ts';
import { usePlanOnScreen } from './plan-context.tsx';
import { PageSection } from '../app/page-section.tsx';

/** Both agree to the plan as it reads, then it starts. What is still missing is named. */
export function AgreementSection() {
  const { plan, side, isMoving, move } = usePlanOnScreen();
  const names = useNames();
  const standing = plan.acceptance.filter(({ stands }) => stands);
  const answerOf = (of: 'rep' | 'coach') => standing.findLast((answer) => answer.side === of)?.answer ?? null;
  const isPlanning = plan.state === 'draft' || plan.state === 'proposed';
  const sides = [
    { of: 'rep', personId: plan.rep_id },
    { of: 'coach', personId: plan.coach_id },
  ] as const;
  const hasAccepted = side !== null && answerOf(side) === 'accepted';
  return (
    <PageSection title="Do we both agree?">
      <Stack gap={2}>
        {sides.map(({ of, personId }) => (
          <Text key={of} size="sm">
            {names.person(personId)}: <b>{answerWords(answerOf(of))}</b>
          </Text>
        ))}
      </Stack>
      {isPlanning && plan.missing_for_activation.length > 0 && (
        <div>
          <Text size="sm" fw={550}>
            Before it can start
          </Text>
          <List size="sm">
            {plan.missing_for_activation.map((code) => (
              <List.Item key={code}>{missingSentence(code, partiesOf(plan, names))}</List.Item>
            ))}
          </List>
        </div>
      )}
      {side !== null && (
        <Group gap="xs">
          {plan.state === 'draft' && (
            <Button onClick={() => move({ kind: 'propose' })} loading={isMoving}>
              Propose it
            </Button>
          )}
          {plan.state === 'proposed' && !hasAccepted && (
            <Button onClick={() => move({ kind: 'accept' })} loading={isMoving}>
              I agree
            </Button>
          )}
          {plan.state === 'proposed' && (
            <Button variant="default" onClick={() => move({ kind: 'want_change' })} disabled={isMoving}>
              I want a change
            </Button>
          )}
          {plan.state === 'proposed' && plan.missing_for_activation.length === 0 && (
            <Button color="teal" onClick={() => move({ kind: 'activate' })} loading={isMoving}>
              Start
            </Button>
          )}
          {(isPlanning || plan.state === 'active') && <EndEarlyMenu />}
        </Group>
      )}
      {side === null && (
        <Text size="sm" c="dimmed">
          Only {names.person(plan.rep_id)} and {names.person(plan.coach_id)} can change this plan.
        </Text>
      )}
    </PageSection>
  );
}

function answerWords(answer: 'accepted' | 'change_wanted' | null): string {
  if (answer === null) return 'not answered yet';
  return answer === 'accepted' ? 'agrees' : 'wants a change';
}
