/** Utilisation, queue, errors of one component: measured over the last whole seconds. */
import type { ComponentDescription } from '../../engine/description.ts';
import type { ServiceInstrument, StoreInstrument } from '../../engine/telemetry/instrument-names.ts';
import { readerOf } from '../../engine/telemetry/layout.ts';
import { openBreakers } from '../../session/story/open-breakers.ts';
import { hasPrimary, roleOf } from '../../views/states.ts';
import { lastSeconds } from '../measure/class-window.ts';
import { sumComponentWindow } from '../measure/component-window.ts';
import { grouped, millis, percent, rate } from '../measure/format.ts';
import { healthOf } from '../measure/gauge.ts';
import { useSession, useSessionState } from '../session/app-context.ts';
import { useLater } from '../session/use-later.ts';
import { useScreen } from '../session/use-screen.ts';
import { breakerRow } from './breaker-row.tsx';
import { type FactRow, FactRows } from './fact-rows.tsx';
import { instrumentRows } from './instrument-rows.ts';

export function UseNumbers({ component }: { readonly component: ComponentDescription }) {
  const t = useScreen();
  const later = useLater();
  const { live, history } = useSession();
  const viewMicros = useSessionState((state) => state.viewMicros);
  const story = useSessionState((state) => state.story);
  const components = useSessionState((state) => state.description?.components) ?? [];
  const window = sumComponentWindow(history, component, viewMicros);
  const read = readerOf<ServiceInstrument | StoreInstrument>(live.readings, component.id);
  const slots = read('slots');
  const { service } = window;
  const role = roleOf(live.readings, component.id);
  const { from, to } = lastSeconds(viewMicros);
  const last = t.window(from, to);
  const rows: FactRow[] = [{ name: t.inspector.state, value: t.states[healthOf(live, component.index)] }];
  if (role !== undefined) rows.push({ name: t.inspector.role, value: t.roles[role] });
  rows.push({
    name: t.inspector.calls,
    value: `${rate(window.arrived / Math.max(1, window.seconds))} /s`,
    note: last,
  });
  if (slots !== undefined && service !== undefined) {
    rows.push({
      name: t.inspector.utilisation,
      value: `${percent(service.busyMean, slots)} %`,
      note: `${t.inspector.busyOf(service.busyMean.toFixed(1), slots)} · ${last}`,
    });
    rows.push({
      name: t.inspector.queue,
      value: service.queueMean.toFixed(1),
      note: `${t.inspector.most(service.queueMax)} · ${last}`,
    });
  }
  const breakers = openBreakers(story).filter(({ caller }) => caller === component.id);
  rows.push(...breakers.map((one) => breakerRow(later.breaker.for(one.dependency), one, later)));
  const own = { id: component.id, words: later.kinds[component.kind]?.instruments ?? {} };
  rows.push(...instrumentRows(history, live.readings.layout, own, viewMicros, last));
  const versions = read('lagVersions');
  if (role === 'replica' && versions !== undefined) {
    const age = t.inspector.lagAge(`${millis(read('lagMicros'))} ms`);
    const others = hasPrimary(component, components, live);
    const note = others ? (versions === 0 ? undefined : age) : t.inspector.noPrimary;
    rows.push({
      name: t.inspector.lag,
      value: t.inspector.versions(versions),
      ...(note === undefined ? {} : { note }),
    });
  }
  const ended = window.answered + window.failed;
  rows.push({
    name: t.inspector.errors,
    value: `${percent(window.failed, ended)} %`,
    note: `${t.ofRequests(grouped(window.failed), grouped(ended))} · ${last}`,
  });
  return <FactRows rows={rows} />;
}
