import { List, Stack, Text, Title } from '@mantine/core';
import { useCurrentSession } from '../api/use-current-session.ts';
import { CopyableCommand } from './copyable-command.tsx';
import { eventCommand, importCommand, mappingExample, tokenCommand } from './start-commands.ts';

/** How to bring in one's own data. Also stands in for the other pages while there is none. */
export function StartPage() {
  const tenant = useCurrentSession().data?.tenant ?? 'default';
  // The example is the product's own: real data belong to a tenant of their own.
  const ownTenant = tenant === 'example' ? 'default' : tenant;
  return (
    <Stack gap="lg" maw={760}>
      <div>
        <Title order={1} size="h2">
          {tenant === 'example' ? 'Bring in your own data' : `No data yet in tenant ${tenant}`}
        </Title>
        <Text c="dimmed">
          Stepup reads what happened in your CRM: which deal stood at which stage, when, and who owned it.
          Nothing is typed a second time. Two ways, both can be repeated: what came before is not counted
          twice. Run the commands in the folder of Stepup while it runs.
        </Text>
      </div>
      <Stack gap="xs" component="section">
        <Title order={2} size="h4">
          1. From a file
        </Title>
        <Text size="sm">
          A CSV with one row a deal or one row an event, and a mapping that says which column means what. At
          the end stands a report of every row that was refused, and why.
        </Text>
        <CopyableCommand label="mapping.yaml, to start from" text={mappingExample} />
        <CopyableCommand label="Import" text={importCommand(ownTenant)} />
      </Stack>
      <Stack gap="xs" component="section">
        <Title order={2} size="h4">
          2. From your CRM, as it happens
        </Title>
        <Text size="sm">
          Make a token for the sender, then send events; each answer says what was taken and what was not.
        </Text>
        <CopyableCommand label="Token" text={tokenCommand(ownTenant)} />
        <CopyableCommand label="First event" text={eventCommand(window.location.origin)} />
      </Stack>
      <Stack gap="xs" component="section">
        <Title order={2} size="h4">
          What shows when
        </Title>
        <List size="sm" spacing={4}>
          <List.Item>Funnel and deals: at once.</List.Item>
          <List.Item>
            Gaps: from about 40 deals a person and step, and five people who do the same work.
          </List.Item>
        </List>
      </Stack>
    </Stack>
  );
}
