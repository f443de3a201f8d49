import { Temporal } from 'temporal-polyfill';
import type { SimulatedEvent } from '../simulated-event.ts';
import { simulatedEvent } from './event-source.ts';
import type { Rep } from './people.ts';
import { leaders, placementAt } from './people.ts';
import {
  foreignCurrency,
  lostStageId,
  openStages,
  pipelineId,
  pipelineName,
  segments,
  tenantCurrency,
  timeZone,
  wonStageId,
} from './sales-process.ts';
import { dayMs, hourMs, officeHours } from './work-calendar.ts';
import { leadsPerRepAndMonth } from './volume.ts';
import { skillOf } from './world.ts';
import type { World } from './world.ts';

/** Everything that is about the company and not about one deal: settings, people, quotas, trainings. */
export function writeCompanyEvents(world: World): SimulatedEvent[] {
  return [
    ...writeSettings(world),
    ...writeLeaders(world),
    ...world.roster.reps.flatMap((rep) => writeRep(world, rep)),
    ...writeQuotas(world),
    ...writeTrainings(world),
  ];
}

function writeSettings(world: World): SimulatedEvent[] {
  const { startMs, calendar } = world;
  const hours = [{ from: officeHours.open, to: officeHours.close }];
  const tenant = {
    time_zone: timeZone,
    currency: tenantCurrency,
    fiscal_year_start_month: 1,
    business_hours: { mon: hours, tue: hours, wed: hours, thu: hours, fri: hours },
    holidays: calendar.holidays,
  };
  const stages = [
    ...openStages.map((stage) => ({
      stage_id: stage.stageId,
      name: stage.name,
      position: stage.position,
      horizon_days: stage.horizonDays,
      exit_criteria: stage.exitCriteria,
    })),
    { stage_id: wonStageId, name: 'Won', position: 6, outcome: 'won' },
    { stage_id: lostStageId, name: 'Lost', position: 7, outcome: 'lost' },
  ];
  const halfway = startMs + Math.floor((world.endMs - startMs) / 2);
  const rate = (id: string, timeMs: number, value: number): SimulatedEvent =>
    simulatedEvent(id, 'sales.rate.set.v1', timeMs, { currency: foreignCurrency, rate: value });
  return [
    simulatedEvent('tenant', 'sales.tenant.configured.v1', startMs, tenant),
    simulatedEvent('pipeline', 'sales.pipeline.defined.v1', startMs, {
      pipeline_id: pipelineId,
      name: pipelineName,
      stages,
    }),
    rate('rate.1', startMs, 1.05),
    rate('rate.2', halfway, 1.08),
  ];
}

function writeLeaders(world: World): SimulatedEvent[] {
  return leaders.map(({ personId, name, role, managerId, team }) =>
    simulatedEvent(`person.${personId}`, 'sales.person.changed.v1', world.startMs, {
      person_id: personId,
      name,
      role,
      active: true,
      ...(managerId === null ? {} : { manager_id: managerId }),
      ...(team === null ? {} : { team }),
    }),
  );
}

function writeRep(world: World, rep: Rep): SimulatedEvent[] {
  const changed = (
    suffix: string,
    timeMs: number,
    fields: Readonly<Record<string, unknown>>,
  ): SimulatedEvent =>
    simulatedEvent(`person.${rep.repId}${suffix}`, 'sales.person.changed.v1', timeMs, {
      person_id: rep.repId,
      ...fields,
    });
  const [first, ...moves] = rep.placements;
  return [
    changed('', rep.joinedMs, {
      name: rep.name,
      role: 'rep',
      active: true,
      manager_id: first?.managerId,
      team: first?.team,
      started_on: rep.startedOn,
    }),
    ...moves.map(({ fromMs, managerId, team }, index) =>
      changed(`.moved-${index + 1}`, fromMs, { manager_id: managerId, team }),
    ),
    ...(rep.leftMs < world.endMs ? [changed('.left', rep.leftMs, { active: false })] : []),
  ];
}

/** Quotas of a month are set on the first day of its quarter: a tenth above what a typical rep brings. */
function writeQuotas(world: World): SimulatedEvent[] {
  const valuePerLead =
    segments.reduce(
      (sum, { share, amountMedian, amountSigma }) =>
        sum + share * amountMedian * Math.exp(amountSigma ** 2 / 2),
      0,
    ) * openStages.reduce((product, { baseRate }) => product * baseRate, 1);
  const monthlyValue = 1.1 * valuePerLead * leadsPerRepAndMonth * world.scale;
  const first = Temporal.PlainDate.from(world.calendar.dayAt(0).date).toPlainYearMonth();
  return Array.from({ length: world.months + 1 }, (_, index) => first.add({ months: index })).flatMap(
    (month) => {
      const quarterStart = month.subtract({ months: (month.month - 1) % 3 }).toPlainDate({ day: 1 });
      const setMs = Math.max(world.startMs, quarterStart.toZonedDateTime(timeZone).epochMilliseconds);
      const monthEndMs = month
        .add({ months: 1 })
        .toPlainDate({ day: 1 })
        .toZonedDateTime(timeZone).epochMilliseconds;
      const reps = world.roster.reps.filter(
        ({ joinedMs, leftMs }) => joinedMs < monthEndMs && setMs < leftMs,
      );
      const own = reps.map((rep) => ({
        managerId: placementAt(rep, setMs).managerId,
        // Known from the day the rep joins on.
        atMs: Math.max(setMs, rep.joinedMs),
        repId: rep.repId,
        amount: Math.round((monthlyValue * skillOf(world, rep.repId).load) / 500) * 500,
      }));
      const quota = (personId: string, scope: string, amount: number, atMs: number): SimulatedEvent =>
        simulatedEvent(`quota.${personId}.${month.toString()}`, 'sales.quota.set.v1', atMs, {
          person_id: personId,
          period: month.toString(),
          amount: `${amount}.00`,
          currency: tenantCurrency,
          scope,
        });
      const managerIds = [...new Set(own.map(({ managerId }) => managerId))].sort();
      return [
        ...own.map(({ repId, amount, atMs }) => quota(repId, 'own', amount, atMs)),
        ...managerIds.map((managerId) => {
          const reports = own.filter((row) => row.managerId === managerId);
          return quota(
            managerId,
            'team',
            reports.reduce((sum, { amount }) => sum + amount, 0),
            setMs,
          );
        }),
      ];
    },
  );
}

/** The coaches first, the learners on the day on which the coaching starts. */
function writeTrainings(world: World): SimulatedEvent[] {
  return world.plan.coaching.flatMap(({ coachingId, skill, repIds, coachIds, fromMs }) => {
    const training = (personId: string, capacity: string, timeMs: number): SimulatedEvent =>
      simulatedEvent(`training.${coachingId}.${personId}`, 'sales.training.completed.v1', timeMs, {
        person_id: personId,
        skill,
        course: `Field course: ${skill.replaceAll('_', ' ')}`,
        capacity,
      });
    return [
      ...coachIds.map((personId) => training(personId, 'coach', fromMs - 7 * dayMs)),
      ...repIds.map((personId) => training(personId, 'learner', fromMs - hourMs)),
    ];
  });
}
