import { DashboardCursorSync, RowBuilder } from '@grafana/grafana-foundation-sdk/dashboard';
import { plansBegun } from '../annotations/plans-begun.ts';
import { processChanges } from '../annotations/process-changes.ts';
import type { Board } from '../board.ts';
import { boardFor } from '../board-for.ts';
import { consoleLink, funnelPath } from '../console-links.ts';
import { activitiesPerWeek } from './activities-per-week.ts';
import { cohortByStep } from './cohort-by-step.ts';
import { freshness } from './freshness.ts';
import { matureCohort } from './mature-cohort.ts';
import { stepUpRateByMonth } from './step-up-rate-by-month.ts';
import { timeInStep } from './time-in-step.ts';
import { boardVariables } from './variables.ts';
import { winRateByMonth } from './win-rate-by-month.ts';
import { wonDealsByMonth } from './won-deals-by-month.ts';

/** How the pipeline moves, for sales operations: teams and steps, no people. */
export const funnelIndicators: Board = {
  file: 'funnel-indicators.json',
  isForTeams: true,
  build(settings) {
    return (
      boardFor(settings, { title: 'Funnel indicators', uid: 'stepup-funnel-indicators' })
        .description(
          'How deals move through the steps of a pipeline: cohorts, step-up rates, time, wins, activity. Teams of five or more, never people.',
        )
        .tags(['stepup', 'sales-ops', 'generated'])
        .readonly()
        // Months and weeks are days of the tenant's own calendar, written as midnights in UTC.
        .timezone('utc')
        .weekStart('monday')
        .time({ from: 'now-1y/M', to: 'now' })
        .refresh('30m')
        .tooltip(DashboardCursorSync.Crosshair)
        .variables(boardVariables(settings))
        .annotation(processChanges())
        .annotation(plansBegun())
        .link(consoleLink('Console', funnelPath))
        .withRow(new RowBuilder('Cohort of the period').id(100))
        .withPanel(cohortByStep())
        .withPanel(freshness())
        .withPanel(matureCohort())
        .withPanel(timeInStep())
        .withRow(new RowBuilder('Step-up rate by month of entry').id(101))
        .withPanel(stepUpRateByMonth())
        .withRow(new RowBuilder('Closed deals and activity').id(102))
        .withPanel(wonDealsByMonth())
        .withPanel(winRateByMonth())
        .withPanel(activitiesPerWeek())
        .build()
    );
  },
};
