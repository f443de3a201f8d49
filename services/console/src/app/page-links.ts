import { readersOfCoachingWays } from '../coaching-ways/readers-of-coaching-ways.ts';
import { readersOfEffects } from '../effects/readers-of-effects.ts';
import type { Role } from '../api/console-answers.ts';

export interface PageLink {
  to: string;
  label: string;
}

interface Reader {
  role: Role | null;
  scopes: readonly string[];
  simulated: boolean;
}

const operations: readonly PageLink[] = [
  { to: '/data-quality', label: 'Data quality' },
  { to: '/dead-letters', label: 'Dead letters' },
  { to: '/playbook', label: 'Playbook' },
  { to: '/assessment-rules', label: 'Rules of assessments' },
  { to: '/settings', label: 'Settings' },
  { to: '/privacy', label: 'Privacy' },
];

/** The pages that this reader has a use for, the daily ones first; apart from them those of running the system. */
export function pageLinksOf({ role, scopes, simulated }: Reader): {
  daily: PageLink[];
  /** Whether coaching works, behind one word where it is more than one page. */
  results: PageLink[];
  /** Numbers of sales, behind one word where there is much else. */
  numbers: PageLink[];
  operations: readonly PageLink[];
} {
  const mayCoach = scopes.includes('coach');
  const daily = [
    { to: '/my-work', label: 'My work', isFor: mayCoach && role === 'rep' },
    { to: '/my-people', label: 'My people', isFor: mayCoach && (role === 'manager' || role === 'director') },
    { to: '/agenda', label: 'Agenda', isFor: mayCoach },
    { to: '/proposals', label: 'This month', isFor: role !== 'board' },
    { to: '/plans', label: 'Plans', isFor: mayCoach },
    { to: '/assessments', label: 'Looking back', isFor: mayCoach },
    { to: '/assessments/summary', label: 'Month of coaching', isFor: role === 'board' },
  ];
  const results = [
    { to: '/effects', label: 'Effects', isFor: role !== null && readersOfEffects.has(role) },
    // Whoever is in one finds it there too.
    { to: '/campaigns', label: 'Campaigns', isFor: mayCoach && role !== 'board' },
    {
      to: '/ways-of-coaching',
      label: 'Ways of coaching',
      isFor: role !== null && readersOfCoachingWays.has(role),
    },
    { to: '/practices', label: 'Practices', isFor: mayCoach },
  ];
  const numbers = [
    { to: '/gaps', label: 'Gaps', isFor: role !== 'board' },
    { to: '/funnel', label: 'Funnel', isFor: true },
    { to: '/compare', label: 'Compare', isFor: true },
    { to: '/indicators', label: 'Indicators', isFor: true },
    // Who sees groups only could check nothing there: the truth is about single people.
    { to: '/truth', label: 'Truth', isFor: simulated && role !== 'board' },
  ];
  const shown = (links: typeof daily): PageLink[] =>
    links.filter(({ isFor }) => isFor).map(({ to, label }) => ({ to, label }));
  const shownResults = shown(results);
  const hasMenu = shownResults.length > 1;
  return {
    daily: [...shown(daily), ...(hasMenu ? [] : shownResults), ...(mayCoach ? [] : shown(numbers))],
    results: hasMenu ? shownResults : [],
    numbers: mayCoach ? shown(numbers) : [],
    operations: scopes.includes('operate') ? operations : [],
  };
}
