/** Back to the start, and one engine event forward: worded where they stand in a list. */
import { RotateCcw, StepForward } from 'lucide-react';
import { Button } from '../controls/button.tsx';
import { useSession, useSessionState } from '../session/app-context.ts';
import { useScreen } from '../session/use-screen.ts';

interface JumpButtonProps {
  readonly isWorded?: boolean;
}

export function RestartButton({ isWorded }: JumpButtonProps) {
  const t = useScreen();
  const { actions } = useSession();
  const broken = useSessionState((state) => state.playback === 'broken');
  return (
    <Button
      aria-label={t.transport.restart}
      title={t.transport.restart}
      disabled={broken}
      icon={<RotateCcw aria-hidden />}
      onClick={() => actions.restart()}
    >
      {isWorded ? t.transport.restart : undefined}
    </Button>
  );
}

export function EngineStepButton({ isWorded }: JumpButtonProps) {
  const t = useScreen();
  const { actions } = useSession();
  const broken = useSessionState((state) => state.playback === 'broken');
  return (
    <Button
      aria-label={t.transport.stepEvent}
      title={`${t.transport.stepEvent} (Shift .)`}
      disabled={broken}
      icon={<StepForward aria-hidden />}
      onClick={() => actions.stepEvent()}
    >
      {isWorded ? t.transport.stepEvent : undefined}
    </Button>
  );
}
