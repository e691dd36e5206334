import { checkFigures } from './check-figures.ts';
import { reportLoad } from './report-load.ts';

checkFigures(reportLoad);
