/**
 * A laid-out flow: plain data in diagram units (1 unit = 1 CSS px at zoom 1). Made by `layoutFlow`, drawn by the
 * flow view, followed by the marks.
 */
import type { Trait } from '../../engine/description.ts';
import type { Measure } from '../measure.ts';
import type { ViewWords } from '../words.ts';
import type { FlowPath } from './flow-path.ts';

/** A cell is one of many alike: a glyph and how full it is. */
export type CardSize = 'full' | 'compact' | 'chip' | 'cell';

export interface Size {
  readonly width: number;
  readonly height: number;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface Box extends Point, Size {}

/** What the layout must know of the texts that will be drawn. */
export interface TextRoom {
  readonly measure: Measure;
  readonly words: ViewWords;
}

export interface CardBox extends Box {
  readonly id: string;
  /** Index of the component in gauges and rows. */
  readonly index: number;
  readonly kind: string;
  readonly traits: readonly Trait[];
  readonly size: CardSize;
  /** Whether a waiting line is drawn to its left. */
  readonly queue: boolean;
  /** What is drawn of its name: on a frame that names the rest, only what tells it from its neighbours. */
  readonly label: string;
  /** A chip of two lines has its state and facts below its name, one of three its facts below its state. */
  readonly lines: 1 | 2 | 3;
  /** Where the facts of a one-line chip begin: chips under each other agree. */
  readonly factsX: number;
  /** The group card it stands on. */
  readonly frame: string | undefined;
  /** How far above and below it a finger still hits it. */
  readonly reach: { readonly above: number; readonly below: number };
}

/** A group card: a replicated store with its sentinels, or servers that are drawn together. */
export interface GroupBox extends Box {
  readonly id: string;
  /** What is drawn of its name. */
  readonly name: string;
  /** Those that are called. */
  readonly members: readonly string[];
  readonly watchers: readonly string[];
  /** Baselines of its title and of its facts, and how wide these may be. */
  readonly title: Point;
  readonly facts: Point & { readonly width: number };
  /** Where its sentinels are named; undefined when it has none or the title names them. */
  readonly caption: Point | undefined;
  /** Its members are cells: wires end at the frame, and the title counts states. */
  readonly closed: boolean;
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

/** The part of a bus between its trunk and one card or closed frame. */
export interface BusStub {
  readonly end: string;
  readonly cards: readonly string[];
  readonly side: 'in' | 'out';
  readonly points: readonly Point[];
  readonly links: readonly string[];
}

/** A part that links share: the trunk, or a branch to one row. */
export interface BusTrunk {
  readonly id: string;
  readonly points: readonly Point[];
  readonly links: readonly string[];
}

export interface Bus {
  readonly id: string;
  readonly trunks: readonly BusTrunk[];
  readonly stubs: readonly BusStub[];
}

/** All request links between two tiers. */
export interface Bundle {
  readonly id: string;
  readonly from: readonly string[];
  readonly to: readonly string[];
  readonly links: readonly string[];
}

/** Where the rate and the outcome split of a hop, or of its part to one group card, are shown. */
export interface HopNote extends Point {
  readonly id: string;
  /** What went over them is what it says. */
  readonly links: readonly string[];
  /** The first hop: what the users ask. */
  readonly asked: boolean;
  /** `y` is the bottom of its bar; `x` its middle, left or right end. */
  readonly anchor: 'start' | 'middle' | 'end';
  readonly width: number;
  readonly lines: 1 | 2;
}

export interface FlowLayout {
  /** Tiers stand below each other, as on a phone: everything fits, nothing is dragged. */
  readonly stacked: boolean;
  readonly cards: readonly CardBox[];
  readonly groups: readonly GroupBox[];
  readonly wires: readonly Wire[];
  readonly buses: readonly Bus[];
  readonly bundles: readonly Bundle[];
  readonly notes: readonly HopNote[];
  readonly badges: readonly CutBadge[];
  /** Everything drawn, trays and waiting lines included. */
  readonly viewBox: Box;
}

/** Places to which cards were dragged, by component; of group cards by `groupKey`. */
export type CardOverrides = Readonly<Record<string, Point>>;

export const groupKey = (group: string): string => `group ${group}`;
