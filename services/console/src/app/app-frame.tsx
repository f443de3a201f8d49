import { AppShell, Box, Burger, Container, Group, NavLink as MenuLink, Stack } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { NavLink, Outlet, useLocation } from 'react-router';
import { useCurrentSession } from '../api/use-current-session.ts';
import { useMayCoach } from '../api/use-may-coach.ts';
import { useMayOperate } from '../api/use-may-operate.ts';
import { Brand } from './brand.tsx';
import { FreshnessLine } from './freshness-line.tsx';
import { ReaderMenu } from './reader-menu.tsx';
import { TenantBadge } from './tenant-badge.tsx';

/** Header, navigation and the line that says what all numbers are as of; the page stands below. */
export function AppFrame() {
  const [isOpen, { toggle, close }] = useDisclosure(false);
  const { pathname } = useLocation();
  const reader = useCurrentSession().data;
  // Who sees groups only could check nothing there: the truth is about single people.
  const mayCheckTruth = reader?.simulated === true && reader.role !== 'board';
  const mayCoach = useMayCoach();
  const mayOperate = useMayOperate();
  const links = [
    ...(mayCoach && reader?.role === 'rep' ? [{ to: '/my-work', label: 'My work' }] : []),
    ...(mayCoach && (reader?.role === 'manager' || reader?.role === 'director')
      ? [{ to: '/my-people', label: 'My people' }]
      : []),
    ...(mayCoach
      ? [
          { to: '/agenda', label: 'Agenda' },
          { to: '/plans', label: 'Plans' },
        ]
      : []),
    ...(reader?.role === 'board' ? [] : [{ to: '/proposals', label: 'This month' }]),
    { to: '/gaps', label: 'Gaps' },
    { to: '/funnel', label: 'Funnel' },
    { to: '/compare', label: 'Compare' },
    ...(mayOperate
      ? [
          { to: '/playbook', label: 'Playbook' },
          { to: '/privacy', label: 'Privacy' },
          { to: '/dead-letters', label: 'Dead letters' },
        ]
      : []),
    ...(mayCheckTruth ? [{ to: '/truth', label: 'Truth' }] : []),
  ];
  return (
    <AppShell
      header={{ height: 56 }}
      navbar={{ width: 240, breakpoint: 'sm', collapsed: { desktop: true, mobile: !isOpen } }}
    >
      <a className="skip-link" href="#page">
        Skip to the page
      </a>
      <AppShell.Header>
        <Container size="lg" h="100%">
          <Group h="100%" justify="space-between" wrap="nowrap">
            <Group gap="sm" wrap="nowrap">
              <Burger opened={isOpen} onClick={toggle} hiddenFrom="sm" size="sm" aria-label="Menu" />
              <Brand />
              <Group component="nav" aria-label="Pages" gap={4} visibleFrom="sm" wrap="nowrap">
                {links.map(({ to, label }) => (
                  <NavLink key={to} to={to} className="nav-link">
                    {label}
                  </NavLink>
                ))}
              </Group>
            </Group>
            <Group gap="xs" wrap="nowrap">
              <TenantBadge />
              <ReaderMenu />
            </Group>
          </Group>
        </Container>
      </AppShell.Header>
      <AppShell.Navbar p="md" hiddenFrom="sm">
        <Stack gap={4} component="nav" aria-label="Pages">
          {links.map(({ to, label }) => (
            <MenuLink
              key={to}
              component={NavLink}
              to={to}
              label={label}
              active={pathname.startsWith(to)}
              onClick={close}
            />
          ))}
        </Stack>
      </AppShell.Navbar>
      <AppShell.Main>
        <Container size="lg" py="md" id="page" component="main">
          <FreshnessLine />
          <Box mt="md">
            <Outlet />
          </Box>
        </Container>
      </AppShell.Main>
    </AppShell>
  );
}
