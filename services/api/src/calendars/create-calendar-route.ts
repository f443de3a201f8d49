import { instantOfDate, problemOf, tenantName } from '@stepup/contracts';
import { limitRate, type Route, sendProblem } from '@stepup/runtime';
import { findCalendarFeed, withTenant } from '@stepup/store';
import { readAgenda } from '../agenda/read-agenda.ts';
import type { ApiPorts } from '../api-ports.ts';
import { hashSecret } from '../own-records/calendar.ts';
import { renderCalendar } from './render-calendar.ts';

const horizonDays = 62;
const secretFile = /^([A-Za-z0-9_-]{20,64})\.ics$/;

/**
 * `GET /calendars/{tenant}/{secret}.ics`: somebody's agenda for a calendar program, which sends no token: whoever knows the address
 * reads it, until it is taken away. An address that opens nothing answers like one that never did.
 */
export function createCalendarRoute(ports: Pick<ApiPorts, 'pool' | 'directory' | 'clock'>): Route {
  return {
    method: 'get',
    path: '/calendars/:tenant/:file',
    isSecret: true,
    handlers: [
      limitRate({
        windowMs: 60_000,
        limit: 60,
        keyOf: ({ ip }) => ip ?? 'unknown',
        problem: problemOf('rate_limited'),
      }),
      async (request, response) => {
        const tenant = tenantName.safeParse(request.params['tenant']);
        const secret = secretFile.exec(String(request.params['file']))?.[1];
        if (!tenant.success || secret === undefined) return sendProblem(response, problemOf('not_found'));
        const listing = await ports.directory.read(tenant.data);
        const now = instantOfDate(ports.clock.now());
        const read = await withTenant(ports.pool, tenant.data, async (tx) => {
          const personId = await findCalendarFeed(tx, hashSecret(secret));
          // Somebody who has left keeps no window into what the others do.
          if (personId === null || listing.byId.get(personId)?.active !== true) return null;
          return { personId, items: await readAgenda(tx, { listing, personId, now, horizonDays }) };
        });
        if (read === null) return sendProblem(response, problemOf('not_found'));
        response.setHeader('Content-Type', 'text/calendar; charset=utf-8');
        response.send(renderCalendar({ ...read, listing, now }));
        return undefined;
      },
    ],
  };
}
