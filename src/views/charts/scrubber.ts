/**
 * The timeline of the run: track, fault bands, fork points, story glyphs, head and cursor. Drag or click seeks. The
 * role and the keys of a slider belong to whoever wraps it; `sliderValues` and `seekStep` say what they need.
 */

import type { ScaleLinear } from 'd3';
import { type D3DragEvent, drag, type Selection, select } from 'd3';
import { drawStateGlyph } from '../glyphs/state-glyphs.ts';
import type { ViewWords } from '../words.ts';
import type { TimeBand } from './chart-types.ts';
import { clusterEvents, type EventCluster, type ScrubberEvent } from './cluster-events.ts';
import { drawBands, drawForks } from './time-marks.ts';
import { type Margins, type TimeDomain, timeScale, timeTicks } from './time-scale.ts';
import './charts.css';

export interface ScrubberOptions {
  readonly margins: Pick<Margins, 'left' | 'right'>;
  readonly words: Pick<ViewWords, 'axisTime' | 'moreEvents'>;
  /** While dragging: move the cursor only. */
  onSeekPreview?(to: number): void;
  /** On release, on a click, on a glyph. */
  onSeek?(to: number): void;
  onEvent?(id: number): void;
}

export interface ScrubberData {
  readonly width: number;
  /** Three lanes: glyphs, track, times; below 46 all are drawn smaller. */
  readonly height: number;
  readonly domain: TimeDomain;
  /** How far the run has been simulated. */
  readonly head: number;
  readonly view: number;
  /** Sorted by time. */
  readonly events: readonly ScrubberEvent[];
  readonly bands: readonly TimeBand[];
  readonly forkPoints: readonly number[];
  /** Event to mark, e.g. the one hovered in the narration. */
  readonly highlighted?: number;
}

export interface Scrubber {
  draw(data: ScrubberData): void;
  setWords(words: ScrubberOptions['words']): void;
  destroy(): void;
}

/** Smallest distance of two glyphs: WCAG 2.5.8. */
/** A glyph with its count is wider: the next one stands clear of it. */
const clusterDistance = 30;

export interface ScrubberLanes {
  /** Middle of the glyphs, their scale, and how far up and down from there a click counts. */
  readonly glyphY: number;
  readonly glyphScale: number;
  readonly hitTop: number;
  readonly hitBottom: number;
  readonly trackY: number;
  readonly thumb: number;
  /** Baseline of the times. */
  readonly timesY: number;
}

/** Glyphs with their counts have a lane of their own above the track at every height: nothing lies under the knob. */
export function scrubberLanes(height: number): ScrubberLanes {
  if (height >= 46) {
    const trackY = height - 18;
    return { glyphY: 11, glyphScale: 1, hitTop: -11, hitBottom: 13, trackY, thumb: 8, timesY: height - 2 };
  }
  const trackY = Math.max(15.5, height - 14.5);
  return {
    glyphY: 6,
    glyphScale: 0.72,
    hitTop: -6,
    hitBottom: trackY - 9,
    trackY,
    thumb: 4,
    timesY: height - 0.5,
  };
}

export function createScrubber(element: SVGSVGElement, options: ScrubberOptions): Scrubber {
  const svg = select(element).classed('nv-scrubber', true);
  const bands = svg.append('g');
  const track = svg.append('path').attr('class', 'nv-track');
  const done = svg.append('path').attr('class', 'nv-track-head');
  const past = svg.append('path').attr('class', 'nv-track-view');
  const axis = svg.append('g').attr('class', 'nv-axis');
  const forks = svg.append('g');
  const hit = svg.append('rect').attr('class', 'nv-track-hit');
  const thumb = svg.append('circle').attr('class', 'nv-thumb');
  const glyphs = svg.append('g');
  let words = options.words;
  let x = timeScale(1, options.margins, [0, 1]);
  let drawn = '';
  let drawnEvents: readonly ScrubberEvent[] | undefined;

  const timeAt = (event: D3DragEvent<SVGSVGElement, unknown, unknown>): number =>
    Math.round(x.invert(event.x));
  const drags = drag<SVGSVGElement, unknown>()
    .container(element)
    // A touch has no button; on a glyph it may begin a drag, since fingers cannot aim between glyphs.
    .filter((event: MouseEvent | TouchEvent) =>
      'touches' in event ? true : event.button === 0 && !(event.target as Element).closest('.nv-event'),
    )
    .on('start drag', (event) => options.onSeekPreview?.(timeAt(event)))
    .on('end', (event) => options.onSeek?.(timeAt(event)));
  svg.call(drags as never);

  return {
    draw(data) {
      const lanes = scrubberLanes(data.height);
      const y = lanes.trackY;
      x = timeScale(data.width, options.margins, data.domain);
      const [left = 0, right = 1] = x.range();
      done.attr('d', `M${left},${y}H${x(data.head)}`);
      past.attr('d', `M${left},${y}H${x(data.view)}`);
      thumb.attr('cx', x(data.view)).attr('cy', y).attr('r', lanes.thumb);
      // Everything else moves only with the domain, the events or the bands.
      const key = `${data.width} ${data.height} ${data.domain} ${data.highlighted} ${data.forkPoints}`;
      const bandKey = data.bands.map((band) => `${band.from}-${band.to}`).join();
      const all = `${key} ${bandKey} ${words.axisTime(0)}`;
      if (all === drawn && data.events === drawnEvents) return;
      drawn = all;
      drawnEvents = data.events;
      svg
        .attr('viewBox', `0 0 ${data.width} ${data.height}`)
        .attr('width', data.width)
        .attr('height', data.height);
      track.attr('d', `M${left},${y}H${right}`);
      hit
        .attr('x', 0)
        .attr('y', y - 14)
        .attr('width', data.width)
        .attr('height', 28);
      drawBands(bands, data.bands, x, y - 6, y + 6);
      drawForks(forks, data.forkPoints, x, Math.max(lanes.glyphY, y - 14), y);
      drawAxis(axis, x, lanes.timesY, words);
      drawEvents(
        glyphs,
        clusterEvents(data.events, x, clusterDistance),
        lanes,
        data.highlighted,
        words,
        (id, time) => {
          options.onEvent?.(id);
          options.onSeek?.(time);
        },
      );
    },
    setWords(next) {
      words = next;
      drawn = '';
    },
    destroy: () => void svg.on('.drag', null).selectAll('*').remove(),
  };
}

type Group = Selection<SVGGElement, unknown, null, undefined>;

function drawAxis(
  group: Group,
  x: ScaleLinear<number, number>,
  timesY: number,
  words: ScrubberOptions['words'],
): void {
  group
    .selectAll<SVGTextElement, number>('text')
    .data(timeTicks(x, 90) as number[])
    .join('text')
    .attr('x', (at) => x(at))
    .attr('y', timesY)
    .attr('text-anchor', (at) => anchorAt(x(at), x.range()))
    .text((at) => words.axisTime(at));
}

/** Labels at the ends turn inwards, so that none is clipped. */
function anchorAt(at: number, [left = 0, right = 1]: readonly number[]): 'start' | 'middle' | 'end' {
  if (at - left < 12) return 'start';
  return right - at < 12 ? 'end' : 'middle';
}

function drawEvents(
  group: Group,
  clusters: readonly EventCluster[],
  lanes: ScrubberLanes,
  highlighted: number | undefined,
  words: ScrubberOptions['words'],
  onPick: (id: number, time: number) => void,
): void {
  group
    .selectAll<SVGGElement, EventCluster>('g.nv-event')
    .data(clusters as EventCluster[])
    .join((enter) => {
      const one = enter.append('g');
      one.append('title');
      one.append('rect').attr('class', 'nv-event-hit').attr('x', -12).attr('width', 24);
      one.append('g').attr('class', 'nv-event-glyph');
      one.append('text').attr('class', 'nv-event-count').attr('x', 9).attr('y', 4);
      return one;
    })
    .attr('class', 'nv-event')
    .classed('nv-event-highlighted', (cluster) => cluster.events.some((event) => event.id === highlighted))
    .attr('transform', (cluster) => `translate(${cluster.x},${lanes.glyphY})`)
    .on('click', (_event: MouseEvent, cluster) => {
      const first = cluster.events[0];
      if (first) onPick(first.id, first.time);
    })
    .each(function each(cluster) {
      const one = select(this);
      const labels = cluster.events.map((event) => event.label);
      if (labels.length > 1) labels.unshift(words.moreEvents(labels.length));
      one.select('title').text(labels.join('\n'));
      one
        .select('.nv-event-hit')
        .attr('y', lanes.hitTop)
        .attr('height', lanes.hitBottom - lanes.hitTop);
      const glyph = one.select<SVGGElement>('g').attr('transform', `scale(${lanes.glyphScale})`);
      drawStateGlyph(glyph as never, cluster.glyph);
      one.select('.nv-event-count').text(cluster.events.length > 1 ? String(cluster.events.length) : '');
    });
}
