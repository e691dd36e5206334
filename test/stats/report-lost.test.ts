import { checkFigures } from './check-figures.ts';
import { reportLost } from './report-lost.ts';

checkFigures(reportLost);
