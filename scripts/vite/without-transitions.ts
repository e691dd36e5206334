/**
 * Stands in for d3-transition, which d3-zoom brings along to animate a double click, and whose animations it ends
 * before a gesture. Nothing on the page is animated by D3, so there is nothing to end: 5 KB less for the first view.
 */
import { selection } from 'd3';

Object.assign(selection.prototype, {
  interrupt(this: unknown) {
    return this;
  },
});

export const interrupt = (): void => undefined;
