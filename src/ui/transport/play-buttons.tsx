/** Previous and next story event, play and pause; and, where there is room, restart and one engine event. */
import { Pause, Play, SkipBack, SkipForward } from 'lucide-react';
import { Button } from '../controls/button.tsx';
import { ButtonGroup } from '../controls/button-group.tsx';
import { useSession, useSessionState } from '../session/app-context.ts';
import { useScreen } from '../session/use-screen.ts';
import { EngineStepButton, RestartButton } from './jump-buttons.tsx';
import styles from './transport-group.module.css';

export function PlayButtons({ isShort }: { readonly isShort?: boolean }) {
  const t = useScreen();
  const { actions } = useSession();
  const playing = useSessionState((state) => state.playback === 'playing');
  const broken = useSessionState((state) => state.playback === 'broken');
  const named = (name: string, key: string) => ({
    'aria-label': name,
    title: `${name} (${key})`,
    disabled: broken,
  });
  const playOrPause = playing ? t.transport.pause : t.transport.play;
  return (
    <ButtonGroup label={t.transport.play}>
      {isShort ? undefined : <RestartButton />}
      <Button
        {...named(t.transport.previousEvent, ',')}
        data-step="previous"
        icon={<SkipBack aria-hidden />}
        onClick={() => actions.stepStory(-1)}
      />
      <Button
        {...named(playOrPause, t.keys.space)}
        className={isShort ? undefined : styles.play}
        data-testid="play"
        icon={playing ? <Pause aria-hidden /> : <Play aria-hidden />}
        onClick={() => (playing ? actions.pause() : actions.play())}
      >
        {isShort ? undefined : playOrPause}
      </Button>
      <Button
        {...named(t.transport.nextEvent, '.')}
        data-step="next"
        icon={<SkipForward aria-hidden />}
        onClick={() => actions.stepStory(1)}
      />
      {isShort ? undefined : <EngineStepButton />}
    </ButtonGroup>
  );
}
