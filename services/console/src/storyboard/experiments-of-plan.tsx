import { Button, Group } from '@mantine/core';
import { Link } from 'react-router';
import { formatQuery } from '../api/api-client.ts';
import { usePlanOnScreen } from '../plan/plan-context.tsx';
import { CyclesSection } from './cycles-section.tsx';
import { ObstaclesSection } from './obstacles-section.tsx';
import { ReviewsSection } from './reviews-section.tsx';
import { StoryboardSection } from './storyboard-section.tsx';

/** What is between coach and learner while a plan is worked on; who leads them sees the answers alone. */
export function ExperimentsOfPlan() {
  const { plan, side } = usePlanOnScreen();
  if (side === null) return null;
  return (
    <>
      {plan.state === 'active' && (
        <Group gap="xs">
          {side === 'rep' && (
            <Button component={Link} to="/my-work">
              Prepare a call
            </Button>
          )}
          <Button
            component={Link}
            variant={side === 'rep' ? 'default' : 'filled'}
            to={`/sessions/new${formatQuery({ learner: plan.rep_id, plan: plan.id, kind: 'developmental' })}`}
          >
            Coaching session
          </Button>
        </Group>
      )}
      <ReviewsSection />
      <StoryboardSection />
      <ObstaclesSection />
      <CyclesSection />
    </>
  );
}
