import { checkFigures } from './check-figures.ts';
import { lostWrites } from './lost-writes.ts';

checkFigures(lostWrites);
