import { FailureNotice } from './failure-notice.tsx';

/** Why something was refused; stays in sight wherever on the page it was tried. */
export function Refusal({ error }: { error: unknown }) {
  if (error === null) return null;
  return (
    <div style={{ position: 'sticky', bottom: 8, zIndex: 5, maxWidth: 680, margin: '12px auto 0' }}>
      <FailureNotice error={error} />
    </div>
  );
}
