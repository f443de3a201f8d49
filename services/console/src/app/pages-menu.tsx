import { Menu, UnstyledButton } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import { Link, useLocation } from 'react-router';
import type { PageLink } from './page-links.ts';

/** Several pages behind one word. */
export function PagesMenu({ word, links }: { word: string; links: readonly PageLink[] }) {
  const { pathname } = useLocation();
  const isHere = links.some(({ to }) => pathname.startsWith(to));
  return (
    <Menu position="bottom-start" withinPortal>
      <Menu.Target>
        <UnstyledButton className="nav-link" {...(isHere ? { 'aria-current': 'page' } : {})}>
          {word} <IconChevronDown size={12} aria-hidden />
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
