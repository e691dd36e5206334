/** What the flow view needs from outside and what it tells. */
import type { CardOverrides, Size } from '../layout/layout-types.ts';
import type { ViewWords } from '../words.ts';
import type { FlowData } from './flow-data.ts';
import type { ZoomState } from './viewport.ts';

export interface FlowViewOptions {
  readonly words: ViewWords;
  readonly overrides?: CardOverrides;
  /** A card was clicked, or the arrow keys came to it; undefined = empty canvas. */
  onSelect?(id: string | undefined): void;
  /** Enter, or a double click: open the actions of the card. */
  onActivate?(id: string): void;
  /** `id` as in the overrides: a component, or a group card's key. */
  onDragEnd?(id: string, x: number, y: number): void;
  /** A wire was clicked: all links (`from->to`) that run through it, one for a plain wire. */
  onWireSelect?(links: readonly string[]): void;
  /** A moving mark was clicked: the request's arrival ordinal. */
  onRequestPick?(ordinal: number): void;
  /** After zooming and panning: which buttons make sense. */
  onZoom?(state: ZoomState): void;
}

export interface FlowView {
  draw(data: FlowData): void;
  /** Size of the container in CSS px, legend included, and of its top left corner that buttons cover. */
  resize(width: number, height: number, corner: Size): void;
  setWords(words: ViewWords): void;
  /** Component id, `from->to` of a link, or undefined. */
  setSelection(id: string | undefined): void;
  setOverrides(overrides: CardOverrides): void;
  /** Focuses a card, by default the selected or first one. */
  focus(id?: string): void;
  /** The clear length of the shortest wire that all requests travel, CSS px. */
  wireLength(): number;
  zoomBy(factor: number): void;
  zoomToFit(): void;
  /** In CSS px; only what is larger than the canvas moves. */
  panBy(x: number, y: number): void;
  /** Whether there is anything beyond the canvas. */
  canPan(): boolean;
  destroy(): void;
}
