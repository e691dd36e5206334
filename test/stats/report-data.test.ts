import { checkFigures } from './check-figures.ts';
import { reportData } from './report-data.ts';

checkFigures(reportData);
