import { checkFigures } from './check-figures.ts';
import { reportFailover } from './report-failover.ts';

checkFigures(reportFailover);
