/** Restart, previous and next story event, play and pause, one engine event. */
import { Pause, Play, RotateCcw, SkipBack, SkipForward, StepForward } from 'lucide-react';
import { Button } from '../controls/button.tsx';
import { ButtonGroup } from '../controls/button-group.tsx';
import { useSession, useSessionState } from '../session/app-context.ts';
import { useScreen } from '../session/use-screen.ts';
import styles from './transport-group.module.css';

export function PlayButtons() {
  const t = useScreen();
  const { actions } = useSession();
  const playing = useSessionState((state) => state.playback === 'playing');
  const broken = useSessionState((state) => state.playback === 'broken');
  const named = (name: string, key?: string) => ({
    'aria-label': name,
    title: key ? `${name} (${key})` : name,
    disabled: broken,
  });
  return (
    <ButtonGroup label={t.transport.play}>
      <Button
        {...named(t.transport.restart)}
        icon={<RotateCcw aria-hidden />}
        onClick={() => actions.restart()}
      />
      <Button
        {...named(t.transport.previousEvent, ',')}
        data-step="previous"
        icon={<SkipBack aria-hidden />}
        onClick={() => actions.stepStory(-1)}
      />
      <Button
        {...named(playing ? t.transport.pause : t.transport.play, t.keys.space)}
        className={styles.play}
        data-testid="play"
        icon={playing ? <Pause aria-hidden /> : <Play aria-hidden />}
        onClick={() => (playing ? actions.pause() : actions.play())}
      >
        {playing ? t.transport.pause : t.transport.play}
      </Button>
      <Button
        {...named(t.transport.nextEvent, '.')}
        data-step="next"
        icon={<SkipForward aria-hidden />}
        onClick={() => actions.stepStory(1)}
      />
      <Button
        {...named(t.transport.stepEvent, 'Shift .')}
        icon={<StepForward aria-hidden />}
        onClick={() => actions.stepEvent()}
      />
    </ButtonGroup>
  );
}
