import type { Skill } from '../api/console-answers.ts';

function skill(id: string, name: string, stageIds: readonly string[], ...behaviours: string[]): Skill {
  return { id, name, stage_ids: [...stageIds], behaviours };
}

/** Skills to begin with, by the usual stages of a sales process, until a tenant has a list of its own. */
export const starterSkills: readonly Skill[] = [
  skill('speed_to_lead', 'Answering new leads fast', ['lead'], 'Answers a new lead within one working hour'),
  skill(
    'persistence',
    'Staying on it',
    ['lead'],
    'Tries at least six times, in more than one way, before letting go',
  ),
  skill(
    'first_message',
    'An opening made for this person',
    ['lead'],
    'Names something true of this customer in the first message',
  ),
  skill(
    'call_opening',
    'Turning a pick-up into a conversation',
    ['lead'],
    'Asks a question within the first half minute',
  ),
  skill(
    'discovery',
    'Finding the need by asking',
    ['contacted'],
    'Asks what changed at the customer before offering anything',
  ),
  skill(
    'next_step',
    'Ending with a firm next step',
    ['contacted'],
    'Ends the talk with a date in both calendars',
  ),
  skill('cadence', 'Enough work on each lead', ['contacted'], 'Makes four contacts in the first ten days'),
  skill(
    'qualifying',
    'Qualifying out early and honestly',
    ['contacted'],
    'Says within two weeks whether it is a case',
  ),
  skill(
    'case_work',
    'Enough work on each case',
    ['qualified'],
    'Leaves no case without contact for more than seven days',
  ),
  skill(
    'access',
    'Reaching the people who decide',
    ['qualified'],
    'Meets a second person at the customer before the proposal',
  ),
  skill(
    'individual_response',
    'A response made for this customer',
    ['qualified'],
    'Uses the customer’s own words in the answer',
  ),
  skill(
    'value_case',
    'From need to scope and value',
    ['qualified'],
    'Agrees the value in figures with the customer',
  ),
  skill(
    'presenting',
    'Presenting in a conversation',
    ['proposal'],
    'Goes through the proposal with the customer within three days',
  ),
  skill(
    'follow_up',
    'Following up with a purpose',
    ['proposal'],
    'Brings something new with every follow-up',
  ),
  skill(
    'decision_map',
    'Knowing their way to a decision',
    ['proposal'],
    'Writes down who decides, how and by when',
  ),
  skill(
    'proposal_fit',
    'A proposal that answers their need',
    ['proposal'],
    'Opens the proposal with the need as the customer put it',
  ),
  skill(
    'trading',
    'Trading instead of giving',
    ['negotiation'],
    'Asks for something in return for every concession',
  ),
  skill(
    'close_plan',
    'A shared plan to signature',
    ['negotiation'],
    'Agrees the steps to signature with dates and names',
  ),
  skill(
    'stakeholders',
    'Reaching who can stop it',
    ['negotiation'],
    'Talks to buying, legal and users before the last offer',
  ),
  skill(
    'no_decision',
    'Moving or ending “no decision”',
    ['negotiation'],
    'Asks what doing nothing would cost',
  ),
];
