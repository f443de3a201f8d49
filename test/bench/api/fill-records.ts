import pg from 'pg';

/** How much a company of the benchmark has written down. */
export interface Written {
  reps: number;
  repsAManager: number;
  months: number;
}

/** A record of each kind that was made through the api, by which many like it are made. */
export interface Templates {
  tenant: string;
  planId: string;
  recordIds: readonly string[];
}

/** Of each kind so many a month and rep. */
const aMonth: Readonly<Record<string, number>> = { session: 1, call: 2, review: 4, obstacle: 1 };

/**
 * Writes plans and records of years, each a copy of one that went through the domain, with their histories, as whole months of all reps
 * at a time. Answers how many records there are.
 */
export async function fillRecords(
  connectionString: string,
  { tenant, planId, recordIds }: Templates,
  { reps, repsAManager, months }: Written,
): Promise<number> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  try {
    await client.query(`set synchronous_commit = off`);
    // Rows that are copies of good ones need no check of what they refer to, which is most of the time.
    await client.query(`set session_replication_role = replica`);
    await client.query(
      `create temporary table bench_reps as select 'rep-' || g as rep, 'mgr-' || ((g - 1) / $2::int + 1) as coach,
      gen_random_uuid() as focus_id from generate_series(1, $1::int) g`,
      [reps, repsAManager],
    );
    await client.query(
      `insert into stepup.focuses (tenant, id, rep_id, skill_id, started_at)
      select $1, focus_id, rep, 'discovery', now() - interval '3 years' from bench_reps`,
      [tenant],
    );
    let records = 0;
    for (let ago = months - 1; ago >= 0; ago -= 1) {
      await client.query('begin');
      await client.query(
        `create temporary table bench_plans on commit drop as
        select rep, coach, focus_id, gen_random_uuid() as plan_id, date_trunc('month', now()) - make_interval(months => $1::int) as at from bench_reps`,
        [ago],
      );
      await client.query(
        `insert into stepup.plans select r.* from bench_plans b, stepup.plans t,
        lateral jsonb_populate_record(null::stepup.plans, to_jsonb(t) || jsonb_build_object('id', b.plan_id, 'focus_id', b.focus_id, 'rep_id', b.rep, 'coach_id', b.coach,
          'month', to_char(b.at, 'YYYY-MM'), 'opened_at', b.at, 'updated_at', b.at, 'version', 1, 'state', $3::text)) r
        where t.tenant = $1 and t.id = $2`,
        [tenant, planId, ago === 0 ? 'active' : 'completed'],
      );
      await client.query(
        `insert into stepup.plan_history (tenant, plan_id, version, move, by, side, at, late, to_state)
        select $1, plan_id, 1, 'open', rep, 'rep', at, false, $2 from bench_plans`,
        [tenant, ago === 0 ? 'active' : 'completed'],
      );
      for (const [name, count] of Object.entries(aMonth)) {
        await client.query(
          `create temporary table bench_records on commit drop as
          select b.*, gen_random_uuid() as id, n from bench_plans b, generate_series(1, $1::int) n`,
          [count],
        );
        // What is due or worked on there is one of a plan: this month's first.
        const isOpen = ago === 0 ? `n = 1` : `false`;
        const ended = name === 'review' ? 'held' : name === 'obstacle' ? 'removed' : null;
        const state = ended === null ? `t.state` : `case when ${isOpen} then t.state else '${ended}' end`;
        const { rowCount } = await client.query(
          `insert into stepup.coaching_records select r.* from bench_records b, stepup.coaching_records t,
          lateral jsonb_populate_record(null::stepup.coaching_records, to_jsonb(t) || jsonb_build_object('id', b.id, 'learner_id', b.rep, 'coach_id', b.coach,
            'plan_id', b.plan_id, 'opened_by', b.rep, 'opened_at', b.at, 'updated_at', b.at, 'version', 1, 'activity_id', null, 'state', ${state},
            'content', t.content || jsonb_build_object('state', ${state}))) r
          where t.tenant = $1 and t.id = any($2::uuid[]) and t.name = $3`,
          [tenant, recordIds, name],
        );
        records += rowCount ?? 0;
        await client.query(
          `insert into stepup.coaching_record_history select r.* from bench_records b, stepup.coaching_records t
          join stepup.coaching_record_history h on h.tenant = t.tenant and h.record_id = t.id and h.version = 1,
          lateral jsonb_populate_record(null::stepup.coaching_record_history, to_jsonb(h) || jsonb_build_object('record_id', b.id, 'by', b.rep, 'at', b.at)) r
          where t.tenant = $1 and t.id = any($2::uuid[]) and t.name = $3`,
          [tenant, recordIds, name],
        );
        await client.query('drop table bench_records');
      }
      await client.query('commit');
    }
    // As they would be after three years: cleaned up behind, and on the disk.
    await client.query('vacuum (analyze)');
    await client.query('checkpoint');
    return records;
  } finally {
    await client.end();
  }
}

/** Ids to ask for: of some reps their plan of this month and a record of each kind. */
export async function pickIds(
  connectionString: string,
  tenant: string,
  howMany: number,
): Promise<{ rep: string; planId: string; byName: Record<string, string> }[]> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  try {
    const { rows } = await client.query<{ rep: string; planId: string; byName: Record<string, string> }>(
      `select p.rep_id as rep, p.id as "planId", (select jsonb_object_agg(name, id) from stepup.coaching_records r where r.tenant = $1 and r.plan_id = p.id) as "byName"
       from stepup.plans p where p.tenant = $1 and p.state = 'active' order by md5(p.rep_id) limit $2`,
      [tenant, howMany],
    );
    return rows;
  } finally {
    await client.end();
  }
}
