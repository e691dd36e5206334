/**
 * The permanent legend: what the marks mean, how many requests one dot stands for, and whether
 * travel and time are to scale. It is drawn with the same shapes as the canvas and rewritten only when it changes.
 */
import { type BaseType, path, type Selection, select } from 'd3';
import type { Lens } from '../../session/session-contract.ts';
import { isFilled, type MarkShape, shapeToken, traceMark } from '../glyphs/fate-marks.ts';
import type { DrawnFate, LegendWords } from '../words.ts';

export interface LegendState {
  /** Of the canvas, CSS px: below `narrow` the shorter words are drawn. */
  readonly width: number;
  readonly ratio: number;
  readonly lens: Lens;
  readonly rate: number;
  readonly reducedMotion: boolean;
}

const narrow = 480;

export interface Legend {
  /** True when it was written anew and is now of another height: on a narrow canvas it takes more lines. */
  draw(state: LegendState, words: LegendWords): boolean;
  height(): number;
  destroy(): void;
}

export const fateShapes: readonly (readonly [DrawnFate, MarkShape])[] = [
  ['ok', 'disc'],
  ['slow', 'diamond'],
  ['stale', 'tail'],
  ['failed', 'cross'],
  ['rejected', 'bar'],
  ['retry', 'square'],
];

export function createLegend(container: HTMLElement): Legend {
  const root = select(container).append('div').attr('class', 'nv-legend');
  let drawn = '';
  let drawnWords: LegendWords | undefined;
  let known = 0;
  const measured = (): number => root.node()!.offsetHeight;
  return {
    height: () => {
      known = measured();
      return known;
    },
    draw(state, words) {
      const key = `${state.width < narrow} ${state.ratio} ${state.lens} ${state.rate} ${state.reducedMotion}`;
      if (key === drawn && words === drawnWords) return false;
      drawn = key;
      drawnWords = words;
      root.selectAll('*').remove();
      const marks = root.append('ul').attr('class', 'nv-legend-marks');
      for (const [fate, shape] of fateShapes) {
        const item = marks.append('li');
        appendMark(item, shape);
        item.append('span').text(words.fate[fate]);
      }
      drawScale(root.append('p').attr('class', 'nv-legend-scale'), state, words);
      return measured() !== known;
    },
    destroy: () => void root.remove(),
  };
}

type Html<Node extends BaseType> = Selection<Node, unknown, null, undefined>;

function drawScale(line: Html<HTMLParagraphElement>, state: LegendState, words: LegendWords): void {
  const part = (): Html<HTMLSpanElement> => line.append('span').attr('class', 'nv-legend-part');
  if (state.reducedMotion) part().text(words.reducedMotion);
  else if (state.ratio === 0 || state.lens === 'sla') part().text(words.noDots);
  else {
    const ratio = words.ratio(state.ratio);
    const dot = part();
    dot.append('span').text(ratio.before);
    appendMark(dot, 'disc');
    dot.append('span').text(ratio.after);
    const failed = part();
    appendMark(failed, 'cross');
    const { drawnOneToOne, travelToScale, travelNotToScale } = state.width < narrow ? words.narrow : words;
    failed.append('span').text(drawnOneToOne);
    part().text(state.lens === 'trace' ? travelToScale : travelNotToScale);
  }
  part().text(words.timeScale(state.rate));
}

/** Mark in a box of 16 × 12. */
function appendMark(parent: Html<HTMLLIElement> | Html<HTMLSpanElement>, shape: MarkShape): void {
  const pen = path();
  traceMark(pen, shape, shape === 'tail' ? 9.5 : 8, 7);
  const token = `var(--${shapeToken[shape]})`;
  (parent as Html<HTMLElement>)
    .append('svg')
    .attr('class', 'nv-legend-mark')
    .attr('viewBox', '0 0 16 14')
    .attr('width', 16)
    .attr('height', 14)
    .attr('aria-hidden', 'true')
    .append('path')
    .attr('d', pen.toString())
    .attr('fill', isFilled(shape) ? token : 'none')
    .attr('stroke', isFilled(shape) ? 'none' : token)
    .attr('stroke-width', shape === 'cross' ? 2.4 : 1.6);
}
