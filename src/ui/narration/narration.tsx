/** What just happened, and why. Until something has, there is only its place: headline, lines and reasons load with it. */
import { late } from '../../late/late.ts';
import { Panel } from '../controls/panel.tsx';
import { Late, latePart } from '../late/late-part.tsx';
import { useSessionState } from '../session/app-context.ts';
import { useScreen } from '../session/use-screen.ts';
import styles from './narration.module.css';
import { useIsLow } from './use-is-low.ts';

const headline = latePart(async () => (await late(() => import('./headline.tsx'))).Headline);
const storyList = latePart(async () => (await late(() => import('./story-list.tsx'))).StoryList);
const failureReasons = latePart(
  async () => (await late(() => import('./failure-reasons.tsx'))).FailureReasons,
);

/** Pixels of the panel that headline and reasons leave nothing of for the list. */
const lowHeight = 320;

interface NarrationProps {
  readonly className?: string | undefined;
  /** Too low for reasons and list in turn, wherever it stands: they scroll together, the list last, where it is followed. */
  readonly isLow?: boolean;
}

export function Narration({ className, isLow: isAlwaysLow = false }: NarrationProps) {
  const t = useScreen();
  const [sectionRef, isLowHere] = useIsLow<HTMLElement>(lowHeight);
  const isLow = isAlwaysLow || isLowHere;
  const hasFailed = useSessionState(
    ({ totals }) => totals?.classes.some(({ failed }) => failed > 0) ?? false,
  );
  const isTold = useSessionState(({ story }) => story.length > 0);
  const reasons = hasFailed ? <Late part={failureReasons} props={{}} /> : undefined;
  return (
    <Panel
      name="narration"
      sectionRef={sectionRef}
      className={className}
      title={t.narration.title}
      lead={isTold || hasFailed ? <Late part={headline} props={{}} /> : undefined}
      footer={isLow ? undefined : reasons}
    >
      {isLow ? reasons : undefined}
      {isTold ? (
        <Late part={storyList} props={{}} />
      ) : hasFailed ? undefined : (
        <p className={styles.nothing}>{t.narration.nothingYet}</p>
      )}
    </Panel>
  );
}
