import {
  deadLetterReplayAnswer,
  type DeadLetterReplayAnswer,
  type DeadLetterReason,
} from '@stepup/contracts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useApi } from './api-context.tsx';

/** What is to be sent again: one letter, or all that wait for a reason. */
export type ReplayTarget = { id: string } | { reason: DeadLetterReason };

export type ReplayOutcome = Pick<DeadLetterReplayAnswer, 'sent' | 'came_back' | 'unsendable' | 'refused'>;

/** Sends letters again, in as many requests as it takes. What fails again waits again and is not sent twice. */
export function useReplay() {
  const api = useApi();
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: async (target: ReplayTarget): Promise<ReplayOutcome> => {
      const outcome: ReplayOutcome = { sent: 0, came_back: 0, unsendable: 0, refused: [] };
      let body: object = 'id' in target ? { ids: [target.id] } : { reason: target.reason };
      for (;;) {
        const answer = await api.write('/v1/dead-letters/replays', deadLetterReplayAnswer, { body });
        outcome.sent += answer.sent;
        outcome.came_back += answer.came_back;
        // The same letters in each answer.
        outcome.unsendable = answer.unsendable;
        outcome.refused.push(...answer.refused);
        if (answer.remaining === 0 || answer.sent === 0) return outcome;
        body = { kept_before: answer.as_of, ...body };
      }
    },
    onSettled: () =>
      Promise.all([
        queryClient.invalidateQueries({ queryKey: ['dead-letters'] }),
        queryClient.invalidateQueries({ queryKey: ['dead-letter'] }),
      ]),
  });
}
