import { Navigate } from 'react-router';
import { useCurrentSession } from '../api/use-current-session.ts';
import { FailureNotice } from '../notices/failure-notice.tsx';
import { LoadingPage } from '../notices/loading-page.tsx';
import { homeOf } from './home-of.ts';

/** Where somebody begins: who sells at their calls, who coaches at their people, everybody else at the numbers. */
export function HomePage() {
  const session = useCurrentSession();
  if (session.isError) return <FailureNotice error={session.error} retry={session.refetch} />;
  if (session.isPending) return <LoadingPage />;
  return <Navigate to={homeOf(session.data)} replace />;
}
