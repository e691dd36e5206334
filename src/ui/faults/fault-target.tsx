/** Chooses a component or a connection without the canvas: the same selection, as a list. */

import { placesOf, placeText } from '../../engine/places.ts';
import { edgeId } from '../../engine/telemetry/layout.ts';
import { placeWords } from '../../i18n/story/place-words.ts';
import { useSession, useSessionState } from '../session/app-context.ts';
import { useScreen } from '../session/use-screen.ts';
import styles from './fault-target.module.css';

export function FaultTarget() {
  const t = useScreen();
  const session = useSession();
  const description = useSessionState((state) => state.description);
  const selection = useSessionState((state) => state.selection);
  const places = placesOf(description?.components ?? []);
  return (
    <select
      aria-label={t.faults.target}
      className={styles.select}
      data-target
      value={selection ?? ''}
      onChange={(event) => session.actions.select(event.target.value || undefined)}
    >
      <option value="">{t.faults.nothing}</option>
      <optgroup label={t.faults.components}>
        {description?.components
          .filter(({ faults }) => faults.length > 0)
          .map(({ id }) => (
            <option key={id} value={id}>
              {id}
            </option>
          ))}
      </optgroup>
      {places.length === 0 ? undefined : (
        <optgroup label={t.faults.places}>
          {places.map((place) => (
            <option key={placeText(place)} value={placeText(place)}>
              {placeWords(placeText(place), t.places)}
            </option>
          ))}
        </optgroup>
      )}
      <optgroup label={t.faults.connections}>
        {description?.links.map((link) => (
          <option key={edgeId(link.from, link.to)} value={edgeId(link.from, link.to)}>
            {link.from} → {link.to}
          </option>
        ))}
      </optgroup>
    </select>
  );
}
