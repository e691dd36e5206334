import { checkFigures } from './check-figures.ts';
import { queueing } from './queueing.ts';

checkFigures(queueing);
