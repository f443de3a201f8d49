import { AppShell, Box, Burger, Container, Group, NavLink as MenuLink, Stack } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { NavLink, Outlet, useLocation } from 'react-router';
import { useCurrentSession } from '../api/use-current-session.ts';
import { Brand } from './brand.tsx';
import { FreshnessLine } from './freshness-line.tsx';
import { pageLinksOf } from './page-links.ts';
import { PagesMenu } from './pages-menu.tsx';
import { ReaderMenu } from './reader-menu.tsx';
import { TenantBadge } from './tenant-badge.tsx';

/** Header, navigation and the line that says what all numbers are as of; the page stands below. */
export function AppFrame() {
  const [isOpen, { toggle, close }] = useDisclosure(false);
  const { pathname } = useLocation();
  const reader = useCurrentSession().data;
  const { daily, results, numbers, operations } = pageLinksOf(
    reader ?? { role: null, scopes: [], simulated: false },
  );
  return (
    <AppShell
      header={{ height: 56 }}
      navbar={{ width: 240, breakpoint: 'lg', collapsed: { desktop: true, mobile: !isOpen } }}
    >
      <a className="skip-link" href="#page">
        Skip to the page
      </a>
      <AppShell.Header>
        <Container size="lg" h="100%">
          <Group h="100%" justify="space-between" wrap="nowrap">
            <Group gap="sm" wrap="nowrap">
              <Burger opened={isOpen} onClick={toggle} hiddenFrom="lg" size="sm" aria-label="Menu" />
              <Brand />
              <Group component="nav" aria-label="Pages" gap={0} visibleFrom="lg" wrap="nowrap">
                {daily.map(({ to, label }) => (
                  <NavLink key={to} to={to} className="nav-link">
                    {label}
                  </NavLink>
                ))}
                {results.length > 0 && <PagesMenu word="Coaching" links={results} />}
                {numbers.length > 0 && <PagesMenu word="Numbers" links={numbers} />}
                {operations.length > 0 && <PagesMenu word="Operations" links={operations} />}
              </Group>
            </Group>
            <Group gap="xs" wrap="nowrap">
              <TenantBadge />
              <ReaderMenu />
            </Group>
          </Group>
        </Container>
      </AppShell.Header>
      <AppShell.Navbar p="md" hiddenFrom="lg">
        <Stack gap={4} component="nav" aria-label="Pages">
          {[...daily, ...results, ...numbers, ...operations].map(({ to, label }) => (
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
        <Container size="lg" py="md" id="page">
          <FreshnessLine />
          <Box mt="md">
            <Outlet />
          </Box>
        </Container>
      </AppShell.Main>
    </AppShell>
  );
}
