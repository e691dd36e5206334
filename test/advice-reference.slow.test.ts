// The advice of advice.slow.test.ts in the article's example architecture.
import { it } from 'vitest';
import { checkOffers } from './support/check-offers.ts';

it('the reference is offered only what exists, differs and helps', () => checkOffers('reference'), 120_000);
