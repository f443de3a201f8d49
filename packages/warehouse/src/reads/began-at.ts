/** When a deal began, as SQL over `deal_facts`: what it says of itself, as known today, else its first event. */
export const beganAtSql = `if(created_at > toDateTime64(0, 6, 'UTC'), created_at, first_event_at)`;
