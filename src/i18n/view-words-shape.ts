/**
 * What the views ask of a language. A mirror of `ViewWords` in `views/words.ts`, which i18n may not import: the two
 * meet where the page hands one to the other, and the compiler compares them there.
 */
import type { ComponentKind } from '../engine/model/kinds.ts';
import type { DatabaseRole, HealthState, RequestFate } from '../engine/telemetry/records.ts';

interface Outcomes {
  readonly ok: number;
  readonly slow: number;
  readonly stale: number;
  readonly failed: number;
}

interface Card {
  readonly name: string;
  readonly kind: ComponentKind;
  readonly state: HealthState;
  readonly detail: string;
  readonly failed: number;
}

export interface ViewWordsShape {
  readonly script: 'latin' | 'cjk';
  readonly state: Readonly<Record<HealthState, string>>;
  readonly role: Readonly<Record<DatabaseRole, string>>;
  readonly kind: Readonly<Record<ComponentKind, string>>;
  readonly flow: string;
  groupTitle(id: string): string;
  cardLabel(facts: Card): string;
  wireLabel(from: string, to: string, cut: 'none' | 'forward' | 'backward' | 'both'): string;
  rate(perSecond: number): string;
  inRotation(servers: number, of: number): readonly string[];
  load(busy: number, slots: number, queue: number): readonly string[];
  primaryLine(): readonly string[];
  replicaLine(lagMicros: number, versions: number): readonly string[];
  since(micros: number): string;
  lost(count: number): string;
  perCell(k: number): string;
  splitNote(counts: Outcomes): string;
  splitCounts(counts: Outcomes): readonly string[];
  readonly legend: {
    readonly fate: Readonly<Record<Exclude<RequestFate, 'inFlight'> | 'retry', string>>;
    ratio(requests: number): { readonly before: string; readonly after: string };
    readonly drawnOneToOne: string;
    readonly travelNotToScale: string;
    readonly travelToScale: string;
    readonly noDots: string;
    readonly reducedMotion: string;
    timeScale(rate: number): string;
  };
  axisTime(micros: number): string;
  moreEvents(count: number): string;
}
