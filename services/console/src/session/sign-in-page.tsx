import {
  Button,
  Card,
  Center,
  Collapse,
  Divider,
  Stack,
  Text,
  Textarea,
  TextInput,
  Title,
  UnstyledButton,
} from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { Navigate, useSearchParams } from 'react-router';
import { useApi } from '../api/api-context.tsx';
import { embeddedSession } from '../api/console-answers.ts';
import { isNotFound } from '../api/request-failure.ts';
import { FailureNotice } from '../notices/failure-notice.tsx';
import { useSession, useToken } from './session-context.tsx';
import { readReturnAddress } from './read-return-address.ts';

/** Sign-in by person id with the built-in issuer, or by a token from elsewhere. */
export function SignInPage() {
  const api = useApi();
  const session = useSession();
  const token = useToken();
  const [parameters] = useSearchParams();
  const [tenant, setTenant] = useState('example');
  const [person, setPerson] = useState('');
  const [pasted, setPasted] = useState('');
  const [isPasting, { toggle }] = useDisclosure(false);
  const signIn = useMutation({
    mutationFn: () =>
      api.write('/v1/session/embedded', embeddedSession, { body: { tenant, person: person.trim() } }),
    onSuccess: (answer) => session.setToken(answer.token),
  });
  if (token !== null) return <Navigate to={readReturnAddress(parameters.get('back'))} replace />;
  return (
    <Center mih="100vh" p="md" component="main">
      <Card withBorder w="100%" maw={420} padding="xl">
        <Stack>
          <Title order={1} size="h2">
            Sign in to Stepup
          </Title>
          <form
            onSubmit={(event) => {
              event.preventDefault();
              signIn.mutate();
            }}
          >
            <Stack>
              <TextInput
                label="Tenant"
                description="The example organisation is called example"
                value={tenant}
                onChange={(event) => setTenant(event.currentTarget.value)}
                required
              />
              <TextInput
                label="Person"
                description="The id in your CRM; in the example mgr-2 (a manager with flagged gaps), rep-08 (one of the people flagged) or ops-1"
                value={person}
                onChange={(event) => setPerson(event.currentTarget.value)}
                required
                autoFocus
              />
              <Button type="submit" loading={signIn.isPending}>
                Sign in
              </Button>
            </Stack>
          </form>
          {signIn.isError && isNotFound(signIn.error) && (
            <Text size="sm" c="orange" role="alert">
              This server has no built-in sign-in. Paste a token below.
            </Text>
          )}
          {signIn.isError && !isNotFound(signIn.error) && <FailureNotice error={signIn.error} />}
          <Divider />
          <UnstyledButton onClick={toggle} aria-expanded={isPasting}>
            <Text size="sm" c="dimmed" td="underline">
              I have a token
            </Text>
          </UnstyledButton>
          <Collapse expanded={isPasting}>
            <form
              onSubmit={(event) => {
                event.preventDefault();
                if (pasted.trim() !== '') session.setToken(pasted.trim());
              }}
            >
              <Stack>
                <Textarea
                  label="Token"
                  description="From “stepup token --as PERSON --tenant TENANT”"
                  value={pasted}
                  onChange={(event) => setPasted(event.currentTarget.value)}
                  autosize
                  minRows={3}
                />
                <Button type="submit" variant="default">
                  Use this token
                </Button>
              </Stack>
            </form>
          </Collapse>
        </Stack>
      </Card>
    </Center>
  );
}
