import { SegmentedControl, Select } from '@mantine/core';

/** Chooses a step: side by side where there is room, else from a list. */
export function StepChoice({
  steps,
  chosen,
  choose,
}: {
  steps: readonly { key: string; label: string }[];
  chosen: string;
  choose: (key: string) => void;
}) {
  const choices = steps.map(({ key, label }) => ({ value: key, label }));
  return (
    <>
      <SegmentedControl visibleFrom="sm" aria-label="Step" data={choices} value={chosen} onChange={choose} />
      <Select
        hiddenFrom="sm"
        label="Step"
        data={choices}
        value={chosen}
        onChange={(key) => {
          if (key !== null) choose(key);
        }}
        allowDeselect={false}
      />
    </>
  );
}
