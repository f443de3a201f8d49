import { Button, Menu } from '@mantine/core';
import { usePlanOnScreen } from './plan-context.tsx';

const reasons = [
  { because: 'changed_approach', label: 'We try another approach' },
  { because: 'not_a_skill_matter', label: 'It is not a matter of skill' },
  { because: 'paused', label: 'It is paused' },
  { because: 'opened_by_mistake', label: 'It was opened by mistake' },
] as const;

/** Ends a plan before its time, with the reason. */
export function EndEarlyMenu() {
  const { isMoving, move } = usePlanOnScreen();
  return (
    <Menu>
      <Menu.Target>
        <Button variant="subtle" color="gray" disabled={isMoving}>
          End it early …
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {reasons.map(({ because, label }) => (
          <Menu.Item key={because} onClick={() => move({ kind: 'abandon', because })}>
            {label}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
