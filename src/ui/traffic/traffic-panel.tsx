/** The traffic itself: how much, and how much of it writes; or the tape that says both. */
import { late } from '../../late/late.ts';
import { Late, latePart } from '../late/late-part.tsx';
import { useEdit } from '../measure/use-edit.ts';
import { useSessionState } from '../session/app-context.ts';
import { parameterPath } from '../session/selection.ts';
import { useScreen } from '../session/use-screen.ts';
import { ChooseFile } from '../tape/choose-file.tsx';
import { RangeField } from './range-field.tsx';
import styles from './traffic-panel.module.css';

const tapeInForce = latePart(async () => (await late(() => import('../tape/tape-in-force.tsx'))).TapeInForce);

export function TrafficPanel() {
  const t = useScreen();
  const edit = useEdit();
  const users = useSessionState((state) =>
    state.description?.components.find(({ traits }) => traits.includes('source')),
  );
  const tape = useSessionState((state) => state.tape);
  if (!users) return undefined;
  return (
    <section className={styles.traffic} aria-label={t.traffic.title}>
      <div className={styles.head}>
        <h3 className={styles.title}>{t.traffic.title}</h3>
        <ChooseFile look="quiet" help={t.tape.buttonHelp}>
          {t.tape.button}
        </ChooseFile>
      </div>
      {tape === undefined ? undefined : <Late part={tapeInForce} props={{ tape }} />}
      {users.parameters.map((spec) => {
        if (spec.choices !== undefined || spec.everyday === undefined) return undefined;
        const { path, everyday } = spec;
        return (
          <RangeField
            key={path}
            name={t.parameters.names[path] ?? path}
            spec={spec}
            value={users.values[path] ?? spec.default}
            everyday={everyday}
            onCommit={(value) => edit(parameterPath(users, path), value)}
          />
        );
      })}
    </section>
  );
}
