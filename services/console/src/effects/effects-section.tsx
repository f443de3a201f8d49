import { Stack, Text } from '@mantine/core';
import type { EffectsAnswer } from '@stepup/contracts';
import {
  pointsAtHalf,
  sayAboveCompany,
  sayChoices,
  sayPlacebo,
  sayPooledEffect,
} from '@stepup/wording/effect-sentences';
import { humaniseId } from '@stepup/wording/humanise-id';
import { useEffects } from '../api/use-effects.ts';
import { useSkills } from '../api/use-skills.ts';
import { PageSection } from '../app/page-section.tsx';
import { EffectRange } from '../charts/effect-range.tsx';
import { useNames } from '../names/use-names.ts';
import { FailureNotice } from '../notices/failure-notice.tsx';
import { skillName } from '../plan/skill-name.ts';

type Row = EffectsAnswer['rows'][number];

/** The plans of each skill, kind or manager together: the effect with its range, or why nothing is said. By name, never by size. */
export function EffectsSection({ title, by }: { title: string; by: EffectsAnswer['by'] }) {
  const effects = useEffects(by, true);
  const names = useNames();
  const skills = useSkills().data ?? [];
  const nameOf = (key: string): string => {
    if (by === 'skill') return skillName(key, skills);
    return by === 'manager' ? names.person(key) : humaniseId(key);
  };
  if (effects.isPending) return null;
  if (effects.isError) return <FailureNotice error={effects.error} retry={effects.refetch} />;
  const rows = effects.data.rows
    .map((row) => ({ row, name: nameOf(row.key) }))
    .toSorted((one, other) => one.name.localeCompare(other.name));
  return (
    <PageSection title={title}>
      {rows.length === 0 && (
        <Text size="sm" c="dimmed">
          No plan has been looked at yet. The first look comes a month after a plan began.
        </Text>
      )}
      <Stack gap="sm">
        {rows.map(({ row, name }) => (
          <EffectLine key={row.key} row={row} name={name} saysAbove={by !== 'kind'} />
        ))}
      </Stack>
      {by === 'kind' && (
        <Text size="xs" c="dimmed">
          {sayPlacebo(effects.data.placebo)}
        </Text>
      )}
      {by === 'manager' && rows.length > 1 && (
        <Text size="xs" c="dimmed">
          By name, and no order of merit: who is given the hard cases is not drawn by lot.
        </Text>
      )}
    </PageSection>
  );
}

function EffectLine({ row, name, saysAbove }: { row: Row; name: string; saysAbove: boolean }) {
  const { value, note } = sayPooledEffect(row);
  const { effect } = row;
  const choices = sayChoices(row);
  return (
    <div className="effect-line">
      <Text fw={600}>{name}</Text>
      <div>
        {effect === null ? (
          <Text size="sm" c="dimmed">
            {note}
          </Text>
        ) : (
          <>
            <Text size="sm">
              <b>{value}</b> ({note})
            </Text>
            <EffectRange
              mean={pointsAtHalf(effect.mean)}
              range={[pointsAtHalf(effect.interval[0]), pointsAtHalf(effect.interval[1])]}
            />
            {saysAbove && (
              <Text size="xs" c="dimmed">
                {sayAboveCompany(row)}
              </Text>
            )}
          </>
        )}
        {choices !== null && <Text size="sm">{choices}</Text>}
      </div>
    </div>
  );
}
