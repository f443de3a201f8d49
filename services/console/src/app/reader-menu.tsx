import {
  Box,
  Group,
  Menu,
  Text,
  UnstyledButton,
  useComputedColorScheme,
  useMantineColorScheme,
} from '@mantine/core';
import {
  IconChevronDown,
  IconDatabaseImport,
  IconEye,
  IconLogout,
  IconMoon,
  IconSchool,
  IconSun,
} from '@tabler/icons-react';
import { Link } from 'react-router';
import { useCurrentSession } from '../api/use-current-session.ts';
import { useSession } from '../session/session-context.tsx';
import { roleNames } from './role-names.ts';

/** Who is reading, and what belongs to the reader: light or dark, signing out. */
export function ReaderMenu() {
  const reader = useCurrentSession().data;
  const session = useSession();
  const { setColorScheme } = useMantineColorScheme();
  const scheme = useComputedColorScheme('light');
  if (reader === undefined) return null;
  const name = reader.name ?? reader.person_id ?? 'Program';
  const role = reader.role === null ? null : roleNames[reader.role];
  return (
    <Menu position="bottom-end" withinPortal>
      <Menu.Target>
        <UnstyledButton aria-label={`Signed in as ${name}${role === null ? '' : `, ${role}`}`}>
          <Group gap={4} wrap="nowrap">
            <Box ta="right" maw={{ base: 84, xs: 140, sm: 220 }}>
              <Text size="sm" fw={550} lh={1.2} truncate>
                {name}
              </Text>
              <Text size="xs" c="dimmed" lh={1.2} truncate>
                {role ?? 'No role'}
              </Text>
            </Box>
            <IconChevronDown size={14} aria-hidden />
          </Group>
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>Tenant {reader.tenant}</Menu.Label>
        <Menu.Item
          leftSection={scheme === 'dark' ? <IconSun size={16} /> : <IconMoon size={16} />}
          onClick={() => setColorScheme(scheme === 'dark' ? 'light' : 'dark')}
        >
          {scheme === 'dark' ? 'Light' : 'Dark'}
        </Menu.Item>
        {reader.person_id !== null && (
          <Menu.Item component={Link} to="/my-records" leftSection={<IconEye size={16} />}>
            My records and who looked
          </Menu.Item>
        )}
        {reader.scopes.includes('coach') && reader.role !== 'rep' && (
          <Menu.Item component={Link} to="/my-work" leftSection={<IconSchool size={16} />}>
            My own learning
          </Menu.Item>
        )}
        <Menu.Item component={Link} to="/start" leftSection={<IconDatabaseImport size={16} />}>
          Bring in your own data
        </Menu.Item>
        <Menu.Item leftSection={<IconLogout size={16} />} onClick={() => session.setToken(null)}>
          Sign out
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
