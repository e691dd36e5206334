import { checkFigures } from './check-figures.ts';
import { reportRetry } from './report-retry.ts';

checkFigures(reportRetry);
