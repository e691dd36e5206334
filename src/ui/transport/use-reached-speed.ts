/** The speed that the machine really reaches, when that is clearly less than what was asked. */
import { useSessionState } from '../session/app-context.ts';

const nearEnough = 0.9;

export function useReachedSpeed(): number | undefined {
  const speed = useSessionState((state) => state.speed);
  const achieved = useSessionState((state) =>
    state.playback === 'playing' && state.achievedSpeed !== undefined
      ? Number(state.achievedSpeed.toPrecision(2))
      : undefined,
  );
  if (achieved === undefined) return undefined;
  return speed === 'max' || achieved < speed * nearEnough ? achieved : undefined;
}
