/** Classes of requests that a scenario has, by name: what routes are declared for. */
import { requestClasses } from '../engine/description.ts';

export const classNames = (): readonly string[] => requestClasses;
