import { checkFigures } from './check-figures.ts';
import { theoryCheck } from './theory-check.ts';

checkFigures(theoryCheck);
