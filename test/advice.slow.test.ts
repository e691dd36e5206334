// Advice that helps: every change offered after a fault is tried on the same traffic, and moves the figure it promises.
import { describe, it } from 'vitest';
import { templateIds } from '../src/scenario/templates/index.ts';
import { checkOffers } from './support/check-offers.ts';

// The largest has a file of its own: advice-reference.slow.test.ts.
describe.each(templateIds.filter((id) => id !== 'reference'))('%s', (scenario) => {
  it('is offered only what exists, differs and helps', () => checkOffers(scenario), 120_000);
});
