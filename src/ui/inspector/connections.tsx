/** A component's connections, so that one can be chosen and cut without aiming at a wire. */

import { edgeId } from '../../engine/telemetry/layout.ts';
import { calleeName, dependencyNames } from '../../views/dependency-names.ts';
import { Button } from '../controls/button.tsx';
import { useSession, useSessionState } from '../session/app-context.ts';
import { useScreen } from '../session/use-screen.ts';
import styles from './inspector.module.css';

export function Connections({ component }: { readonly component: string }) {
  const t = useScreen();
  const session = useSession();
  const description = useSessionState((state) => state.description);
  const links = description?.links.filter(({ from, to }) => from === component || to === component) ?? [];
  const indexOf = (id: string): number => description?.components.find((one) => one.id === id)?.index ?? -1;
  const named = (from: string, to: string): string | undefined =>
    description && dependencyNames(description, indexOf(from), indexOf(to));
  return (
    <div className={styles.links} data-connections>
      {links.map((link) => {
        const outgoing = link.from === component;
        const cut = link.cutForward || link.cutBackward;
        return (
          <Button
            key={edgeId(link.from, link.to)}
            onClick={() => session.actions.select(edgeId(link.from, link.to))}
          >
            {`${outgoing ? '→' : '←'} ${outgoing ? calleeName(link.to, named(link.from, link.to)) : link.from}${cut ? ` · ${t.inspector.cut}` : ''}`}
          </Button>
        );
      })}
    </div>
  );
}
