/** Fork and undo, which both make or unmake a branch. */
import { GitFork, Undo2 } from 'lucide-react';
import { Button } from '../controls/button.tsx';
import { useSession, useSessionState } from '../session/app-context.ts';
import { useScreen } from '../session/use-screen.ts';

export function ForkButton({ isShort }: { readonly isShort?: boolean }) {
  const t = useScreen();
  const { actions } = useSession();
  return (
    <Button
      icon={<GitFork aria-hidden />}
      aria-label={t.transport.fork}
      title={`${t.transport.forkTitle} (F)`}
      data-testid="fork"
      onClick={() => actions.fork()}
    >
      {isShort ? undefined : t.transport.fork}
    </Button>
  );
}

export function UndoButton({ isWorded }: { readonly isWorded?: boolean }) {
  const t = useScreen();
  const { actions } = useSession();
  const canUndo = useSessionState(() => actions.canUndo());
  return (
    <Button
      icon={<Undo2 aria-hidden />}
      aria-label={t.transport.undo}
      title={`${t.transport.undo} (Ctrl Z)`}
      disabled={!canUndo}
      onClick={() => actions.undo()}
    >
      {isWorded ? t.transport.undo : undefined}
    </Button>
  );
}
