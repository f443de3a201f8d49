/** The rules of coaching records beside plans, in the same form. */
export const recordRules = {
  record_ended: {
    why: 'It has ended and is kept as it is.',
    remedy: 'Open a new one; this one stays readable.',
  },
  not_in_this_state: {
    why: 'This does not belong to the state it is in.',
    remedy: 'Read it again and go on from where it stands.',
  },
  only_the_learner: {
    why: 'This belongs to the learner, in the learner’s own words.',
    remedy: 'Ask the learner to enter it.',
  },
  only_the_product: {
    why: 'This is done by the product, by the rules of the tenant.',
    remedy: 'Wait for the day the rules name.',
  },
  only_operations: {
    why: 'This is answered by sales operations.',
    remedy: 'Wait for their answer, or withdraw it.',
  },
  learner_first: {
    why: 'The learner says first what happened and what was learned.',
    remedy: 'Wait for the learner’s debrief; then this opens.',
  },
  held_in_future: {
    why: 'What is said to have taken place lies in the future.',
    remedy: 'Give the time at which it took place, or plan it for then.',
  },
  about_and_sign_missing: {
    why: 'A session prompted by something just seen says what it is about, and whether it reinforces or improves.',
    remedy: 'Give about (tactical or strategic) and sign (reinforce or improve).',
  },
  about_and_sign_not_here: {
    why: 'about and sign belong to opportunistic sessions alone.',
    remedy: 'Leave both out, or make it an opportunistic session.',
  },
  list_or_account_missing: {
    why: 'Prioritising customers, managing major accounts and strategy hang on a list or an account.',
    remedy: 'Give account_id or list.',
  },
  chart_out_of_order: {
    why: 'The questions of the chart are asked in order, and none is left out.',
    remedy: 'Answer the questions before it first.',
  },
  chart_unanswered: {
    why: 'The chart comes before the solution.',
    remedy: 'Answer the solution chart first.',
  },
  owner_not_needed: {
    why: 'An owner is named where something is in the way.',
    remedy: 'Answer the chart first; an owner belongs to the solution other.',
  },
  option_unknown: {
    why: 'There is no option with this id.',
    remedy: 'Read the session again and use the id of one of its options.',
  },
  second_option_missing: {
    why: 'One option is no choice.',
    remedy: 'Add a second option; then agree on one.',
  },
  agreed_already: {
    why: 'This side has agreed already.',
    remedy: 'Wait for the other side, or change what is agreed.',
  },
  model_without_learning: {
    why: 'The talk runs on a model only where the chart ends in training or coaching.',
    remedy: 'Go on without a model, or answer the chart again.',
  },
  model_already_chosen: {
    why: 'The talk runs on a model already.',
    remedy: 'Switch the model; the switch is recorded.',
  },
  model_not_chosen: {
    why: 'The talk runs on no model yet.',
    remedy: 'Choose field_training or sales_coaching first.',
  },
  same_model: {
    why: 'The talk runs on this model already.',
    remedy: 'Go on with it, or switch to the other one.',
  },
  stage_not_of_model: {
    why: 'This stage belongs to the other model.',
    remedy: 'Enter a stage of the model the talk runs on, or switch the model.',
  },
  only_opportunistic: {
    why: 'Whether it was the pattern or a one-off is asked about something just seen.',
    remedy: 'Leave it out, or open an opportunistic session.',
  },
  set_stage_first: {
    why: 'The two decide it by talking, after the stage is set.',
    remedy: 'Write the stage set_stage first.',
  },
  action_unknown: {
    why: 'There is no action item with this id.',
    remedy: 'Read the session again and use the id of one of its actions.',
  },
  action_settled: {
    why: 'This action item is done or dropped already.',
    remedy: 'Add a new action item.',
  },
  action_missing: {
    why: 'The outcome action_items needs at least one.',
    remedy: 'Add an action item with owner, date and how you see that it is done.',
  },
  plan_not_named: {
    why: 'The outcome plan names the plan it led to.',
    remedy: 'Give plan_id.',
  },
  call_has_started: {
    why: 'What was expected is locked when the call starts.',
    remedy: 'Debrief the call; say with took_place_at when it took place.',
  },
  call_not_started: {
    why: 'The call has not taken place yet.',
    remedy: 'Wait until it has, or give took_place_at.',
  },
  another_obstacle_worked_on: {
    why: 'One obstacle at a time.',
    remedy: 'Park or remove the one that is worked on now.',
  },
  no_next_level: {
    why: 'Nobody stands above who could answer it.',
    remedy: 'Have the manager set in the CRM, or answer it here.',
  },
  not_your_own: {
    why: 'A practice is adopted by others.',
    remedy: 'Offer it, and wait for somebody else to adopt it.',
  },
  adopted_already: {
    why: 'You have adopted this practice already.',
    remedy: 'Nothing is left to do.',
  },
  nobody_adopted: {
    why: 'A practice becomes the reference once somebody else works by it.',
    remedy: 'Wait until it has been adopted.',
  },
  not_yourself: {
    why: 'Recognition is given to somebody else.',
    remedy: 'Name another person.',
  },
  participant_twice: {
    why: 'Everybody takes part once, in one capacity.',
    remedy: 'Name each person once.',
  },
  guest_is_a_party: {
    why: 'A guest is none of the two.',
    remedy: 'Invite somebody else.',
  },
  campaign_fixed: {
    why: 'People, days and target are fixed when a campaign starts, so that what counts is decided before it is seen.',
    remedy: 'Leave it as it is, or end this campaign and open another one.',
  },
  not_led: {
    why: 'A campaign is opened by whoever leads its people.',
    remedy: 'Name people below the opener who work here.',
  },
  no_longer_led: {
    why: 'Who has left, or is led by somebody else now, is not coached in this campaign, and would count in it.',
    remedy: 'Take them out of the campaign, then start it.',
  },
  wait_too_short: {
    why: 'Those who wait are the comparison: before they start, deals have to enter and run their time.',
    remedy: 'Give a later day.',
  },
  too_few_to_draw: {
    why: 'With fewer than six people chance alone could always have given the same.',
    remedy: 'Name more people, or start together.',
  },
  started_together: {
    why: 'Everybody started at once; there is nobody left to draw.',
    remedy: 'It is compared with colleagues who are not in it, where there are any.',
  },
  start_has_passed: {
    why: 'Who starts, and with what in mind, is fixed before anybody has.',
    remedy: 'Set a first day that is today or later.',
  },
  measure_fixed: {
    why: 'A practice that others read is told by the measure that it was offered with.',
    remedy: 'Retire it and write another one.',
  },
  learner_answers_first: {
    why: 'The lower side answers first.',
    remedy: 'Wait for the learner’s answers.',
  },
  coach_has_answered: {
    why: 'The coach has answered what you had said.',
    remedy: 'Ask the coach to return it, or sign and say where you see it otherwise.',
  },
  every_criterion_once: {
    why: 'Every criterion has one answer.',
    remedy: 'Answer each once; cannot_say is an answer.',
  },
  rating_unknown: {
    why: 'The rules of this month do not know that answer.',
    remedy: 'Take one of ratings.',
  },
  comment_missing: {
    why: 'The rules ask for a sentence with that answer.',
    remedy: 'Give comment with every answer that comment_for names.',
  },
  outcome_missing: {
    why: 'The answer of the coach says what is decided for the next month.',
    remedy: 'Give outcome, one of outcomes.',
  },
  outcome_with_coach: {
    why: 'What is decided for the next month stands in the answer of the coach, after both have talked.',
    remedy: 'Leave outcome out.',
  },
  signed_already: {
    why: 'You have signed it.',
    remedy: 'Wait for the other one.',
  },
  not_late_yet: {
    why: 'The day by which it is to be done has not passed.',
    remedy: 'Wait until it has.',
  },
  passed_up_already: {
    why: 'The level above knows already.',
    remedy: 'Answer it; late is allowed and marked.',
  },
  return_before_absence: {
    why: 'The first day back lies after the first day away.',
    remedy: 'Give a later day.',
  },
} as const;
