import { Button, Card, Center, Divider, Group, Stack, Text, TextInput, Title } from '@mantine/core';
import { useState } from 'react';
import { Navigate, useSearchParams } from 'react-router';
import { readReturnAddress } from './read-return-address.ts';
import { EmptyTenant } from './empty-tenant.tsx';
import { IssuerSignIn } from './issuer-sign-in.tsx';
import { useToken } from './session-context.tsx';
import { useSignInWay } from './use-sign-in-way.ts';
import { SignInFailure } from './sign-in-failure.tsx';
import { TokenForm } from './token-form.tsx';
import { useSignIn } from './use-sign-in.ts';

const exampleTenant = 'example';

/** People of the simulated organisation to look around as; who they are is fixed with its seed. */
const examplePeople = [
  { id: 'mgr-2', role: 'a manager' },
  { id: 'rep-07', role: 'a salesperson' },
  { id: 'ops-1', role: 'operations' },
];

/** Sign-in by person id with the built-in issuer, or by a token from elsewhere. */
export function SignInPage() {
  const token = useToken();
  const [parameters] = useSearchParams();
  const [tenant, setTenant] = useState(exampleTenant);
  const [person, setPerson] = useState('');
  const signIn = useSignIn();
  const way = useSignInWay().data;
  const empty = signIn.data?.kind === 'empty' ? signIn.data : null;
  if (token !== null) return <Navigate to={readReturnAddress(parameters.get('back'))} replace />;
  return (
    <Center mih="100vh" p="md" component="main">
      <Card withBorder w="100%" maw={420} padding="xl">
        <Stack>
          <Title order={1} size="h2">
            Sign in to Stepup
          </Title>
          {way?.kind === 'issuer' && (
            <IssuerSignIn
              issuer={way.issuer ?? ''}
              back={parameters.get('back')}
              failed={parameters.get('failed')}
            />
          )}
          {way?.kind === 'built_in' && (
            <form
              onSubmit={(event) => {
                event.preventDefault();
                signIn.mutate({ kind: 'person', tenant: tenant.trim(), person: person.trim() });
              }}
            >
              <Stack>
                <TextInput
                  label="Tenant"
                  description="The name your data were imported under; the simulated organisation is called example"
                  value={tenant}
                  onChange={(event) => setTenant(event.currentTarget.value)}
                  required
                />
                <TextInput
                  label="Person"
                  description="The id in your CRM, or ops-1"
                  value={person}
                  onChange={(event) => setPerson(event.currentTarget.value)}
                  required
                  autoFocus
                />
                {tenant.trim() === exampleTenant && (
                  <Group gap={6}>
                    <Text size="xs" c="dimmed">
                      In the example:
                    </Text>
                    {examplePeople.map(({ id, role }) => (
                      <Button
                        key={id}
                        size="compact-xs"
                        variant="default"
                        onClick={() => {
                          setPerson(id);
                          signIn.mutate({ kind: 'person', tenant: exampleTenant, person: id });
                        }}
                      >
                        {id}, {role}
                      </Button>
                    ))}
                  </Group>
                )}
                <Button type="submit" loading={signIn.isPending}>
                  Sign in
                </Button>
              </Stack>
            </form>
          )}
          {empty !== null && (
            <EmptyTenant
              tenant={empty.tenant}
              enter={() => signIn.mutate({ kind: 'token', token: empty.token })}
            />
          )}
          {signIn.isError && <SignInFailure error={signIn.error} credentials={signIn.variables} />}
          <Divider />
          <TokenForm
            isBusy={signIn.isPending}
            use={(pasted) => signIn.mutate({ kind: 'token', token: pasted })}
          />
        </Stack>
      </Card>
    </Center>
  );
}
