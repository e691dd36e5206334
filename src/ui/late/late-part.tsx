/**
 * Shows a part of the page that is loaded when it is first shown, and the later texts with it. If they do not come, the
 * user can ask again.
 */
import { type ComponentType, useEffect, useState } from 'react';
import { loadLater } from '../../i18n/load-language.ts';
import { Button } from '../controls/button.tsx';
import { useScreen } from '../session/use-screen.ts';
import styles from './late-part.module.css';

export interface LatePart<Props> {
  readonly load: () => Promise<ComponentType<Props>>;
  /** Kept once loaded, so that it is shown at once from then on. */
  component: ComponentType<Props> | undefined;
}

export function latePart<Props>(loadComponent: () => Promise<ComponentType<Props>>): LatePart<Props> {
  const load = async (): Promise<ComponentType<Props>> => {
    const [component] = await Promise.all([loadComponent(), loadLater()]);
    return component;
  };
  return { load, component: undefined };
}

interface ShownProps<Props> {
  /** The same for as long as this is mounted; where it changes, a key has to change with it. */
  readonly part: LatePart<Props>;
  readonly props: Props;
  /** For a part that lies over the page: called when the user gives it up. */
  readonly onGiveUp?: () => void;
}

export function Late<Props extends object>({ part, props, onGiveUp }: ShownProps<Props>) {
  const t = useScreen();
  const [fate, setFate] = useState<'loading' | 'loaded' | 'failed'>(
    part.component === undefined ? 'loading' : 'loaded',
  );
  useEffect(() => {
    // Asked even if another place has loaded the part since this one was rendered: only the answer renders it again.
    if (fate !== 'loading') return;
    let isShown = true;
    const settle = (next: 'loaded' | 'failed') => isShown && setFate(next);
    part.load().then(
      (component) => {
        part.component = component;
        settle('loaded');
      },
      () => settle('failed'),
    );
    return () => {
      isShown = false;
    };
  }, [fate, part]);

  const { component: Component } = part;
  if (Component !== undefined) return <Component {...props} />;
  if (fate !== 'failed') return undefined;
  const place = onGiveUp === undefined ? styles.inline : styles.over;
  return (
    <div role="alert" className={`${styles.failed} ${place}`} data-late-failed>
      <p>{t.notices.partMissing}</p>
      <Button onClick={() => setFate('loading')}>{t.notices.askAgain}</Button>
      {onGiveUp === undefined ? undefined : <Button onClick={onGiveUp}>{t.close}</Button>}
    </div>
  );
}
