import { checkFigures } from './check-figures.ts';
import { reportBreaker } from './report-breaker.ts';

checkFigures(reportBreaker);
