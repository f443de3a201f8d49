import { Menu, UnstyledButton } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import { Link, useLocation } from 'react-router';
import type { PageLink } from './page-links.ts';

/** The pages of running the system, behind one word. */
export function OperationsMenu({ links }: { links: readonly PageLink[] }) {
  const { pathname } = useLocation();
  const isHere = links.some(({ to }) => pathname.startsWith(to));
  return (
    <Menu position="bottom-start" withinPortal>
      <Menu.Target>
        <UnstyledButton className="nav-link" {...(isHere ? { 'aria-current': 'page' } : {})}>
          Operations <IconChevronDown size={12} aria-hidden />
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        {links.map(({ to, label }) => (
          <Menu.Item key={to} component={Link} to={to}>
            {label}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
