import { createBrowserRouter } from 'react-router';
import { PageFailure } from '../notices/page-failure.tsx';
import { AppFrame } from './app-frame.tsx';
import { HomePage } from './home-page.tsx';
import { NotFoundPage } from './not-found-page.tsx';
import { RequireSession } from './require-session.tsx';

/** One address, one page; each page is a chunk of its own. */
export function createConsoleRouter() {
  return createBrowserRouter([
    {
      errorElement: <PageFailure />,
      hydrateFallbackElement: <></>,
      children: [
        {
          path: '/sign-in',
          lazy: async () => ({ Component: (await import('../session/sign-in-page.tsx')).SignInPage }),
        },
        {
          element: (
            <RequireSession>
              <AppFrame />
            </RequireSession>
          ),
          children: [
            {
              errorElement: <PageFailure />,
              children: [
                { index: true, element: <HomePage /> },
                {
                  path: '/funnel',
                  lazy: async () => ({ Component: (await import('../funnel/funnel-page.tsx')).FunnelPage }),
                },
                {
                  path: '/compare',
                  lazy: async () => ({
                    Component: (await import('../compare/compare-page.tsx')).ComparePage,
                  }),
                },
                {
                  path: '/indicators',
                  lazy: async () => ({
                    Component: (await import('../indicators/indicators-page.tsx')).IndicatorsPage,
                  }),
                },
                {
                  path: '/gaps',
                  lazy: async () => ({ Component: (await import('../gaps/gaps-page.tsx')).GapsPage }),
                },
                {
                  path: '/proposals',
                  lazy: async () => ({
                    Component: (await import('../proposals/proposals-page.tsx')).ProposalsPage,
                  }),
                },
                {
                  path: '/deals',
                  lazy: async () => ({ Component: (await import('../deals/deals-page.tsx')).DealsPage }),
                },
                {
                  path: '/plans',
                  lazy: async () => ({ Component: (await import('../plan/plans-page.tsx')).PlansPage }),
                },
                {
                  path: '/plans/new',
                  lazy: async () => ({ Component: (await import('../plan/new-plan-page.tsx')).NewPlanPage }),
                },
                {
                  path: '/plans/:id',
                  lazy: async () => ({ Component: (await import('../plan/plan-page.tsx')).PlanPage }),
                },
                {
                  path: '/assessments',
                  lazy: async () => ({
                    Component: (await import('../assessments/assessments-page.tsx')).AssessmentsPage,
                  }),
                },
                {
                  path: '/assessments/summary',
                  lazy: async () => ({
                    Component: (await import('../assessments/summary-page.tsx')).SummaryPage,
                  }),
                },
                {
                  path: '/assessments/:id',
                  lazy: async () => ({
                    Component: (await import('../assessments/assessment-page.tsx')).AssessmentPage,
                  }),
                },
                {
                  path: '/assessment-rules',
                  lazy: async () => ({
                    Component: (await import('../assessment-rules/assessment-rules-page.tsx'))
                      .AssessmentRulesPage,
                  }),
                },
                {
                  path: '/effects',
                  lazy: async () => ({
                    Component: (await import('../effects/effects-page.tsx')).EffectsPage,
                  }),
                },
                {
                  path: '/campaigns',
                  lazy: async () => ({
                    Component: (await import('../campaigns/campaigns-page.tsx')).CampaignsPage,
                  }),
                },
                {
                  path: '/campaigns/new',
                  lazy: async () => ({
                    Component: (await import('../campaigns/new-campaign-page.tsx')).NewCampaignPage,
                  }),
                },
                {
                  path: '/campaigns/:id',
                  lazy: async () => ({
                    Component: (await import('../campaigns/campaign-page.tsx')).CampaignPage,
                  }),
                },
                {
                  path: '/ways-of-coaching',
                  lazy: async () => ({
                    Component: (await import('../coaching-ways/coaching-ways-page.tsx')).CoachingWaysPage,
                  }),
                },
                {
                  path: '/practices',
                  lazy: async () => ({
                    Component: (await import('../practices/practices-page.tsx')).PracticesPage,
                  }),
                },
                {
                  path: '/practices/new',
                  lazy: async () => ({
                    Component: (await import('../practices/new-practice-page.tsx')).NewPracticePage,
                  }),
                },
                {
                  path: '/my-work',
                  lazy: async () => ({
                    Component: (await import('../my-work/my-work-page.tsx')).MyWorkPage,
                  }),
                },
                {
                  path: '/my-people',
                  lazy: async () => ({
                    Component: (await import('../my-people/my-people-page.tsx')).MyPeoplePage,
                  }),
                },
                {
                  path: '/calls/new',
                  lazy: async () => ({
                    Component: (await import('../calls/new-call-page.tsx')).NewCallPage,
                  }),
                },
                {
                  path: '/calls/:id',
                  lazy: async () => ({
                    Component: (await import('../calls/call-page.tsx')).CallPage,
                  }),
                },
                {
                  path: '/sessions/new',
                  lazy: async () => ({
                    Component: (await import('../sessions/new-session-page.tsx')).NewSessionPage,
                  }),
                },
                {
                  path: '/sessions/:id',
                  lazy: async () => ({
                    Component: (await import('../sessions/session-page.tsx')).SessionPage,
                  }),
                },
                {
                  path: '/my-records',
                  lazy: async () => ({
                    Component: (await import('../my-records/my-records-page.tsx')).MyRecordsPage,
                  }),
                },
                {
                  path: '/agenda',
                  lazy: async () => ({ Component: (await import('../agenda/agenda-page.tsx')).AgendaPage }),
                },
                {
                  path: '/data-quality',
                  lazy: async () => ({
                    Component: (await import('../data-quality/data-quality-page.tsx')).DataQualityPage,
                  }),
                },
                {
                  path: '/settings',
                  lazy: async () => ({
                    Component: (await import('../settings/settings-page.tsx')).SettingsPage,
                  }),
                },
                {
                  path: '/privacy',
                  lazy: async () => ({
                    Component: (await import('../privacy/privacy-page.tsx')).PrivacyPage,
                  }),
                },
                {
                  path: '/playbook',
                  lazy: async () => ({
                    Component: (await import('../playbook/playbook-page.tsx')).PlaybookPage,
                  }),
                },
                {
                  path: '/dead-letters',
                  lazy: async () => ({
                    Component: (await import('../dead-letters/dead-letters-page.tsx')).DeadLettersPage,
                  }),
                },
                {
                  path: '/truth',
                  lazy: async () => ({ Component: (await import('../truth/truth-page.tsx')).TruthPage }),
                },
                {
                  path: '/start',
                  lazy: async () => ({ Component: (await import('../start/start-page.tsx')).StartPage }),
                },
                { path: '*', element: <NotFoundPage /> },
              ],
            },
          ],
        },
      ],
    },
  ]);
}
