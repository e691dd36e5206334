/** What the flow view needs from outside and what it tells. */
import type { CardOverrides } from '../layout/layout-types.ts';
import type { ViewWords } from '../words.ts';
import type { FlowData } from './flow-data.ts';

export interface FlowViewOptions {
  readonly words: ViewWords;
  readonly overrides?: CardOverrides;
  /** A card was clicked, or the arrow keys came to it; undefined = empty canvas. */
  onSelect?(id: string | undefined): void;
  /** Enter, or a double click: open the actions of the card. */
  onActivate?(id: string): void;
  onDragEnd?(id: string, x: number, y: number): void;
  /** A wire was clicked: all links (`from->to`) that run through it, one for a plain wire. */
  onWireSelect?(links: readonly string[]): void;
  /** A moving mark was clicked: the request's arrival ordinal. */
  onRequestPick?(ordinal: number): void;
}

export interface FlowView {
  draw(data: FlowData): void;
  /** Size of the container in CSS px, legend included. */
  resize(width: number, height: number): void;
  setWords(words: ViewWords): void;
  /** Component id, `from->to` of a link, or undefined. */
  setSelection(id: string | undefined): void;
  setOverrides(overrides: CardOverrides): void;
  /** Focuses a card, by default the selected or first one. */
  focus(id?: string): void;
  zoomBy(factor: number): void;
  zoomToFit(): void;
  destroy(): void;
}
