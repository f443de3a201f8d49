-- An agenda asks for the few records on which somebody has something to do, of years of them: of a manager of ten with three years of
-- records it read all 5,000 before. Cards of calls are asked for by when they were opened, for which there is an index.
create index coaching_records_waiting_of_learner on stepup.coaching_records (tenant, learner_id)
  where name <> 'call' and state in ('due', 'open', 'worked_on', 'planned', 'held', 'settled');
create index coaching_records_waiting_of_coach on stepup.coaching_records (tenant, coach_id)
  where name <> 'call' and state in ('due', 'open', 'worked_on', 'planned', 'held', 'settled');
