import { checkFigures } from './check-figures.ts';
import { reportDoneTwice } from './report-done-twice.ts';

checkFigures(reportDoneTwice);
