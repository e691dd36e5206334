/**
 * A laid-out flow: plain data in diagram units (1 unit = 1 CSS px at zoom 1). Made by `layoutFlow`, drawn by the
 * flow view, followed by the marks.
 */
import type { ComponentKind } from '../../engine/model/kinds.ts';
import type { FlowPath } from './flow-path.ts';

export type CardSize = 'full' | 'compact' | 'chip';

export interface Size {
  readonly width: number;
  readonly height: number;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface Box extends Point, Size {}

export interface CardBox extends Box {
  readonly id: string;
  /** Index of the component in gauges and rows. */
  readonly index: number;
  readonly kind: ComponentKind;
  readonly size: CardSize;
  /** Whether a waiting line is drawn to its left. */
  readonly queue: boolean;
}

/** A replicated store: frame, title, members as cards, its sentinels as chips. */
export interface GroupBox extends Box {
  readonly id: string;
  readonly members: readonly string[];
}

/** One link. `bus` names the bus it runs through; such links are not drawn one by one. */
export interface Wire {
  /** `from->to`, as in commands and selections. */
  readonly id: string;
  readonly from: string;
  readonly to: string;
  readonly carries: 'request' | 'control';
  readonly path: FlowPath;
  readonly bus: string | undefined;
  /** Its cut is told by the badge of a card, not on the wire. */
  readonly told: boolean;
}

/** Said on a card that is cut from many: "cut from 8 of 9". */
export interface CutBadge {
  readonly card: string;
  /** Neighbours that it is cut from, and neighbours in all. */
  readonly cut: number;
  readonly of: number;
}

/** The part of a bus between its trunk and one card. */
export interface BusStub {
  readonly card: string;
  readonly side: 'in' | 'out';
  readonly from: Point;
  readonly to: Point;
  readonly links: readonly string[];
}

export interface Bus {
  readonly id: string;
  readonly x: number;
  readonly top: number;
  readonly bottom: number;
  readonly stubs: readonly BusStub[];
}

/** All request links between two tiers: where the outcome split of that hop is shown. */
export interface Bundle {
  readonly id: string;
  readonly from: readonly string[];
  readonly to: readonly string[];
  readonly links: readonly string[];
  /** Centre of the bottom edge of its note, and the width it may take. */
  readonly note: Point & { readonly width: number };
}

export interface FlowLayout {
  readonly cards: readonly CardBox[];
  readonly groups: readonly GroupBox[];
  readonly wires: readonly Wire[];
  readonly buses: readonly Bus[];
  readonly bundles: readonly Bundle[];
  readonly badges: readonly CutBadge[];
  /** Everything drawn, trays and waiting lines included. */
  readonly viewBox: Box;
}

export type CardOverrides = Readonly<Record<string, Point>>;
