import type { Builder } from '@grafana/grafana-foundation-sdk/cog';
import {
  ConstantVariableBuilder,
  QueryVariableBuilder,
  VariableHide,
  type VariableModel,
  VariableRefresh,
  VariableSort,
} from '@grafana/grafana-foundation-sdk/dashboard';
import type { BoardSettings } from '../board.ts';
import { clickHouseDataSource } from '../clickhouse/data-source.ts';
import { ofPipeline, ofTenant } from '../sql/board-filters.ts';

/** The value that Grafana gives a choice of all. */
const everybody = '$__all';

/**
 * What a board may be narrowed by; `people` by team and manager, or within one team by person; `coached` the same where it tells of coaching, by
 * person only those who are named; `stage` are the steps that panels repeat over.
 */
type Narrowing = 'pipeline' | 'people' | 'coached' | 'segment' | 'stage';

/** Tenant and console as provisioned; then what the board is narrowed by. */
export function boardVariables(
  settings: BoardSettings,
  narrowings: readonly Narrowing[] = ['pipeline', 'people', 'segment', 'stage'],
): Builder<VariableModel>[] {
  const offered: Record<Narrowing, Builder<VariableModel>[]> = {
    pipeline: [
      choice(
        'pipeline',
        'Pipeline',
        `SELECT DISTINCT pipeline_id, pipeline_name FROM stepup_v1.pipeline_steps WHERE ${ofTenant} ORDER BY pipeline_name, pipeline_id`,
      ),
    ],
    people: settings.team === undefined ? ofOrganisation() : ofTeamFolder(settings.team, 'everybody'),
    coached: settings.team === undefined ? ofOrganisation() : ofTeamFolder(settings.team, 'named'),
    segment: [
      choiceOfSeveral(
        'segment',
        'Segment',
        `SELECT DISTINCT segment FROM stepup_v1.steps WHERE ${ofPipeline} ORDER BY segment`,
      ),
    ],
    stage: [
      choiceOfSeveral(
        'stage',
        'Step',
        `SELECT stage_id, stage_name FROM stepup_v1.pipeline_steps WHERE ${ofPipeline} ORDER BY step_rank`,
      ).hide(VariableHide.HideVariable),
    ],
  };
  return [
    new ConstantVariableBuilder('tenant').label('Tenant').value(settings.tenant),
    new ConstantVariableBuilder('console').label('Console').value(settings.consoleUrl),
    ...narrowings.flatMap((name) => offered[name]),
  ];
}

/** Teams, and those who report to a manager; nobody alone. */
function ofOrganisation(): Builder<VariableModel>[] {
  return [
    choiceOfSeveral(
      'team',
      'Team',
      `SELECT team FROM stepup_v1.teams WHERE ${ofTenant} ORDER BY team`,
    ).description('Teams of five or more people. "All" includes everybody.'),
    choiceOfSeveral(
      'manager',
      'Manager',
      `SELECT DISTINCT manager FROM stepup_v1.people WHERE ${ofTenant} AND manager NOT IN ('withheld', 'unassigned') ORDER BY manager`,
    ).description('Managers to whom five or more salespeople report, under pseudonyms.'),
    new ConstantVariableBuilder('person').value(everybody),
  ];
}

/** One team and its people, by name where the tenant has agreed to that; only then, if those who are named are asked for. */
function ofTeamFolder(team: string, offered: 'everybody' | 'named'): Builder<VariableModel>[] {
  const join = offered === 'named' ? 'INNER' : 'LEFT';
  return [
    new ConstantVariableBuilder('team').value(team),
    new ConstantVariableBuilder('manager').value(everybody),
    choiceOfSeveral(
      'person',
      'Salesperson',
      `SELECT person, if(name = '', person, name) AS shown FROM (SELECT person FROM stepup_v1.people WHERE ${ofTenant} AND team = \${team:sqlstring} AND role = 'rep' AND is_active) AS p ${join} JOIN (SELECT person, name FROM stepup_v1.person_names WHERE ${ofTenant}) AS n USING (person) ORDER BY shown`,
    ),
  ];
}

/** With two columns the plugin takes the first as value and the second as text. */
function choice(name: string, label: string, sql: string): QueryVariableBuilder {
  return new QueryVariableBuilder(name)
    .label(label)
    .datasource(clickHouseDataSource)
    .query(sql)
    .refresh(VariableRefresh.OnDashboardLoad)
    .sort(VariableSort.Disabled)
    .allowCustomValue(false);
}

function choiceOfSeveral(name: string, label: string, sql: string): QueryVariableBuilder {
  return choice(name, label, sql)
    .multi(true)
    .includeAll(true)
    .current({ selected: true, text: ['All'], value: ['$__all'] });
}
