/** The canvas as a table: the same state, in words and numbers. */

import type { ServiceInstrument } from '../../engine/telemetry/instrument-names.ts';
import { readerOf } from '../../engine/telemetry/layout.ts';
import { roleOf } from '../../views/states.ts';
import { StateGlyph } from '../controls/state-glyph.tsx';
import { sumComponentWindow } from '../measure/component-window.ts';
import { grouped, percent, rate } from '../measure/format.ts';
import { healthOf } from '../measure/gauge.ts';
import { useSession, useSessionState } from '../session/app-context.ts';
import { useScreen } from '../session/use-screen.ts';
import styles from './state-table.module.css';

export function StateTable() {
  const t = useScreen();
  const { live, history, actions } = useSession();
  const components = useSessionState((state) => state.description?.components) ?? [];
  const selection = useSessionState((state) => state.selection);
  const viewMicros = useSessionState((state) => state.viewMicros);
  return (
    <table className={styles.table} data-testid="state-table">
      <caption className={styles.caption}>{t.canvas.tableCaption}</caption>
      <thead>
        <tr>
          <th scope="col">{t.canvas.component}</th>
          <th scope="col">{t.inspector.state}</th>
          <th scope="col">{t.inspector.role}</th>
          <th scope="col">{t.inspector.calls}</th>
          <th scope="col">{t.canvas.busy}</th>
          <th scope="col">{t.inspector.queue}</th>
          <th scope="col">{t.inspector.errors}</th>
        </tr>
      </thead>
      <tbody>
        {components.map((component) => {
          const { id, index } = component;
          const window = sumComponentWindow(history, component, viewMicros);
          const role = roleOf(live.readings, id);
          const read = readerOf<ServiceInstrument>(live.readings, id);
          const slots = read('slots');
          const ended = window.answered + window.failed;
          return (
            <tr key={id} aria-selected={selection === id}>
              <th scope="row">
                <button type="button" onClick={() => actions.select(id)}>
                  {id}
                </button>
              </th>
              <td>
                <span className={styles.state}>
                  <StateGlyph state={healthOf(live, index)} />
                  {t.states[healthOf(live, index)]}
                </span>
              </td>
              <td>{role === undefined ? '' : t.roles[role]}</td>
              <td>{rate(window.arrived / Math.max(1, window.seconds))} /s</td>
              <td>{slots === undefined ? '' : `${read('busy')} / ${slots}`}</td>
              <td>{read('queueLength')}</td>
              <td>
                {ended === 0
                  ? ''
                  : `${percent(window.failed, ended)} % (${t.ofRequests(grouped(window.failed), grouped(ended))})`}
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
