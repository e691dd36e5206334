import { checkFigures } from './check-figures.ts';
import { reportCache } from './report-cache.ts';

checkFigures(reportCache);
