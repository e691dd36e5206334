/** Where the rate and the outcome split of each hop stand: near its wires, off every card, frame and waiting line. */
import { edgeId } from '../../engine/telemetry/layout.ts';
import { noteHeight, queueGutter, trayHeight } from './card-sizes.ts';
import { curveBetween } from './flow-path.ts';
import type { Hop } from './hops.ts';
import { leftOf, rightOf } from './hops.ts';
import type { Box, Bus, CardBox, GroupBox, HopNote } from './layout-types.ts';
import { gapBetween, inOneColumn, wireBesideTray } from './wire-columns.ts';

/** Above the callers the note may reach over them. */
const overCallers = 48;
/** The note is lifted over the callers when it need not go farther than this. */
const liftMost = 24;
const noteGap = 6;
/** Between two cards it may reach over each this far, and leaves the next note as much. */
const besides = 12;

type Place = Pick<HopNote, 'x' | 'y' | 'width' | 'anchor' | 'lines'>;

const idOf = (hop: Hop): Pick<HopNote, 'id' | 'links' | 'asked'> => ({
  id: hop.id,
  links: hop.links.map(({ from, to }) => edgeId(from, to)),
  asked: hop.asked,
});

/** In columns every hop has one; if it goes to several group cards, each of them says its part. */
export function notesOfColumns(
  hops: readonly Hop[],
  buses: readonly Bus[],
  cards: readonly CardBox[],
  groups: readonly GroupBox[],
): readonly HopNote[] {
  return hops.flatMap((hop) => {
    const hasBus = buses.some((bus) => bus.id === hop.id && bus.stubs.length > 0);
    const whole: HopNote = { ...idOf(hop), ...placeOf(hop, hasBus, cards) };
    const called = new Set(hop.to.map((end) => end.group?.id ?? end.id));
    return called.size > 1 ? [whole, ...notesOfGroups(hop, groups)] : [whole];
  });
}

/** In rows only group cards have room for it; users say themselves what they ask. */
export const notesOfRows = (hops: readonly Hop[], groups: readonly GroupBox[]): readonly HopNote[] =>
  hops.flatMap((hop) => notesOfGroups(hop, groups));

/** Before it facts, or the caption of the sentinels, must end. */
const afterFacts = 10;
/** "api ×12", on a line of its own. */
const closedTitle = 64;

function notesOfGroups(hop: Hop, groups: readonly GroupBox[]): readonly HopNote[] {
  return groups.flatMap((group) => {
    const links = hop.links.filter(({ to }) => group.members.includes(to));
    if (links.length === 0) return [];
    const right = group.x + group.width - 10;
    const taken = group.closed ? group.title.x + closedTitle : group.facts.x + group.facts.width;
    return [
      {
        id: `${hop.id} ${group.id}`,
        links: links.map(({ from, to }) => edgeId(from, to)),
        asked: hop.asked,
        anchor: 'end' as const,
        lines: 1 as const,
        x: right,
        y: group.title.y,
        width: right - taken - afterFacts,
      },
    ];
  });
}

function placeOf(hop: Hop, hasBus: boolean, cards: readonly CardBox[]): Place {
  const caller = hop.from[0]!.box;
  const callee = hop.to[0]!.box;
  if (hop.links.length === 1 && inOneColumn(caller, callee)) return noteBesideWire(caller, callee);
  const isAlone = hop.from.length === 1 && !hasBus;
  const isUnder = cards.some((card) => card.y < caller.y && inOneColumn(card, caller));
  if (isAlone && isUnder) return noteBelow(caller);
  return isAlone && hop.to.length > 1 ? noteAtFan(caller, hop) : noteAboveWires(hop, hasBus);
}

/** Left of a wire that runs down, below the tray of the upper card. */
function noteBesideWire(caller: Box, callee: Box): Place {
  const [upper, lower] = caller.y < callee.y ? [caller, callee] : [callee, caller];
  const top = upper.y + upper.height + trayHeight;
  const width = upper.width - wireBesideTray - noteGap;
  return { x: upper.x, y: (top + lower.y + noteHeight) / 2, width, anchor: 'start', lines: 2 };
}

/** Under a card that has another above it, and under its tray. */
const noteBelow = (caller: Box): Place => ({
  x: caller.x,
  y: caller.y + caller.height + trayHeight + noteHeight,
  width: caller.width,
  anchor: 'start',
  lines: 2,
});

/** At the root of a fan: above the caller's shoulder, left of the highest wire. */
function noteAtFan(caller: Box, hop: Hop): Place {
  const above = caller.y - noteGap;
  // A caller that was dragged to the upper edge has its note below.
  if (above < noteHeight) return noteBelow(caller);
  const highest = hop.to.reduce((a, b) => (leftOf(b.box).y < leftOf(a.box).y ? b : a));
  const { points } = curveBetween(rightOf(caller), leftOf(highest.box));
  let right = caller.x + caller.width + overCallers;
  for (let at = 0; at < points.length; at += 2) {
    if (points[at + 1]! < above + noteGap) right = Math.min(right, points[at]! - 2 * noteGap);
  }
  const width = Math.max(40, right - caller.x - besides - noteGap);
  return { x: right - width / 2, y: above, width, anchor: 'middle', lines: 2 };
}

/** Above the highest wire of the gap, clear of the waiting lines at its right end. */
function noteAboveWires(hop: Hop, hasBus: boolean): Place {
  const { start, end } = gapBetween(hop);
  const from = hop.from.map((one) => one.box);
  const to = hop.to.map((one) => one.group ?? one.box);
  const ends = [...from, ...hop.to.map((one) => one.box)].map((box) => box.y + box.height / 2);
  const overWires = Math.min(...ends) - 10;
  const beside = from.length > 1 ? from : [...from, ...to];
  const overCards = Math.min(...beside.map((box) => box.y)) - noteGap;
  const y = Math.max(
    noteHeight,
    overWires - overCards <= liftMost ? Math.min(overWires, overCards) : overWires,
  );
  const isOver = (box: Box): boolean => box.y > y;
  const place = (left: number, right: number): Place => ({
    x: (left + right) / 2,
    y,
    width: Math.max(40, right - left),
    anchor: 'middle',
    lines: 2,
  });
  if (from.every(isOver) && to.every(isOver) && !hasBus) return place(start - besides, end + besides);
  const left = start + (from.every(isOver) ? -overCallers : 1);
  return place(left, end - (hop.to.some((one) => one.card?.queue) && !hasBus ? queueGutter + 2 : 1));
}
