import { Button, Group, Select, Stack, Text, TextInput, Title } from '@mantine/core';
import type { SessionOpening } from '@stepup/contracts';
import { useState } from 'react';
import { useNavigate, useSearchParams } from 'react-router';
import { sessionRecords } from '../api/coaching-records.ts';
import { useCurrentSession } from '../api/use-current-session.ts';
import { PageSection } from '../app/page-section.tsx';
import { ChoiceButtons } from '../forms/choice-buttons.tsx';
import { LineInput } from '../forms/line-input.tsx';
import { useNames } from '../names/use-names.ts';
import { Refusal } from '../notices/refusal.tsx';
import {
  aboutChoices,
  sessionContexts,
  sessionForms,
  sessionKindMeanings,
  sessionKinds,
  signChoices,
} from '../wording/coaching-choices.ts';

type Draft = Omit<SessionOpening, 'kind' | 'form'> & {
  kind: SessionOpening['kind'] | null;
  form: SessionOpening['form'];
};

/** Opens a coaching session: the kind is one tap; what was just seen is one line and two taps. */
export function NewSessionPage() {
  const [parameters] = useSearchParams();
  const navigate = useNavigate();
  const names = useNames();
  const reader = useCurrentSession().data;
  const open = sessionRecords.useOpen();
  const learnerId = parameters.get('learner') ?? reader?.person_id ?? '';
  const planId = parameters.get('plan');
  const asked = sessionKinds.find(({ value }) => value === parameters.get('kind'))?.value ?? null;
  const [draft, setDraft] = useState<Draft>({ learner_id: learnerId, kind: asked, form: 'talk' });
  const [when, setWhen] = useState('');
  const change = (changes: Partial<Draft>) => setDraft({ ...draft, ...changes });
  const { kind } = draft;
  const isOpportunistic = kind === 'opportunistic';
  const needsList =
    kind === 'strategic' ||
    draft.context === 'prioritising_customers' ||
    draft.context === 'managing_accounts';
  const isWhole =
    kind !== null &&
    (!isOpportunistic || (draft.about !== undefined && draft.sign !== undefined)) &&
    (!needsList || (draft.list ?? '').trim() !== '');
  return (
    <Stack gap="md" maw={680} mx="auto">
      <Title order={1} size="h2">
        Coaching session with {names.subject(learnerId).isSelf ? 'my coach' : names.person(learnerId)}
      </Title>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (kind === null || !isWhole) return;
          const { list, note, ...rest } = draft;
          open.mutate(
            {
              opening: {
                ...rest,
                kind,
                learner_id: learnerId,
                ...(planId === null || kind !== 'developmental' ? {} : { plan_id: planId }),
                ...(isOpportunistic || when === '' ? {} : { planned_for: new Date(when).toISOString() }),
                ...((list ?? '').trim() === '' ? {} : { list: list?.trim() ?? '' }),
                ...((note ?? '').trim() === '' ? {} : { note: note?.trim() ?? '' }),
              },
            },
            {
              onSuccess: ({ id }) => void navigate(`/sessions/${encodeURIComponent(id)}`, { replace: true }),
            },
          );
        }}
      >
        <PageSection title="What kind of coaching?">
          <ChoiceButtons
            label="Kind"
            choices={sessionKinds}
            value={kind}
            choose={(chosen) => {
              const { about: _about, sign: _sign, ...others } = draft;
              setDraft({ ...(chosen === 'opportunistic' ? draft : others), kind: chosen });
            }}
          />
          {kind !== null && (
            <Text size="sm" c="dimmed">
              {sessionKindMeanings[kind]}
            </Text>
          )}
          {isOpportunistic && (
            <>
              <ChoiceButtons
                label="What did you see?"
                choices={signChoices}
                value={draft.sign ?? null}
                choose={(sign) => change({ sign })}
              />
              <ChoiceButtons
                label="It is about"
                choices={aboutChoices}
                value={draft.about ?? null}
                choose={(about) => change({ about })}
              />
              <LineInput
                label="In one line"
                placeholder="What was seen or heard"
                value={draft.note ?? ''}
                change={(note) => change({ note })}
              />
            </>
          )}
          {kind !== null && (
            <>
              <Group grow align="flex-end">
                <Select
                  label="How"
                  data={[...sessionForms]}
                  value={draft.form}
                  allowDeselect={false}
                  onChange={(form) => {
                    const chosen = sessionForms.find(({ value }) => value === form);
                    if (chosen !== undefined) change({ form: chosen.value });
                  }}
                />
                <Select
                  label="In which work (optional)"
                  data={[...sessionContexts]}
                  value={draft.context ?? null}
                  clearable
                  onChange={(context) => {
                    const chosen = sessionContexts.find(({ value }) => value === context);
                    const { context: _before, ...others } = draft;
                    setDraft(chosen === undefined ? others : { ...others, context: chosen.value });
                  }}
                />
              </Group>
              {needsList && (
                <LineInput
                  label="Which account or list?"
                  placeholder="For example: renewals of this quarter"
                  value={draft.list ?? ''}
                  change={(list) => change({ list })}
                  required
                />
              )}
              {!isOpportunistic && (
                <TextInput
                  type="datetime-local"
                  label="When? (optional)"
                  description="Left empty: no appointment yet, or right now"
                  value={when}
                  onChange={(event) => setWhen(event.currentTarget.value)}
                />
              )}
              <Group justify="flex-end">
                <Button type="submit" disabled={!isWhole} loading={open.isPending}>
                  {isOpportunistic ? 'Keep it' : 'Open the session'}
                </Button>
              </Group>
            </>
          )}
        </PageSection>
      </form>
      <Refusal error={open.error} />
    </Stack>
  );
}
