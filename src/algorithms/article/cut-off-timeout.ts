/**
 * A timeout that closes the connection and leaves the work running.
 *
 *   handler ≤ timeout: the client has its answer when the handler ends;  else its connection is reset at `timeout`, and the
 *   handler ends when it would have ended anyway, with nobody to write to
 *
 * Source: the article's timeout middleware (a socket timeout without a callback destroys the socket); held against
 * `application.timeoutMiddleware`. O(1). Known failure: the client gets no answer, not even an error; and the server is
 * freed of nothing: under overload it goes on working for clients that are gone.
 */
import { atLeast, positive, readOptions } from '../../base/options.ts';
import type { Micros } from '../../base/units.ts';
import type { Defect } from './defect.ts';

export const defects: readonly Defect[] = [
  {
    name: 'workOutlivesClient',
    keys: [['application', 'timeoutMiddleware']],
    right: 'deadline',
    what: 'At the timeout the client is cut off without an answer, and the handler runs to its end for nobody.',
  },
];

export interface CutOffTimeoutOptions {
  readonly timeout: Micros;
  /** How long the handler takes. */
  readonly handlerTakes: Micros;
}

export interface Course {
  readonly clientSees: 'answer' | 'reset';
  readonly clientAfter: Micros;
  readonly handlerEnds: Micros;
  readonly answerDelivered: boolean;
}

/** One request, from its arrival at 0. */
export function courseOf(given: CutOffTimeoutOptions): Course {
  const { timeout, handlerTakes } = readOptions<CutOffTimeoutOptions, CutOffTimeoutOptions>(
    given,
    {},
    { timeout: positive, handlerTakes: atLeast(0) },
  );
  const answerDelivered = handlerTakes <= timeout;
  return {
    clientSees: answerDelivered ? 'answer' : 'reset',
    clientAfter: answerDelivered ? handlerTakes : timeout,
    handlerEnds: handlerTakes,
    answerDelivered,
  };
}
