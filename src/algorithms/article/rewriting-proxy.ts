/**
 * A proxy that reads every answer as JSON and writes an answer of its own, in front of servers it picks in turn.
 *
 *   request: the headers as they came, the body parsed and written anew;  answer: 200 and the parsed body, whatever it was
 *
 * Source: the article's load-balancing middleware; held against `application.loadBalancerExample`. O(length of the body).
 * Known failure: status, cookies and other headers of the answer are lost: a 503 becomes a 200; an answer that is no JSON is
 * a 500; the length header speaks of the body before it was rewritten; `Connection` belongs to the client's connection and
 * is handed on; a server that is down gets its turn again and again.
 */
import { utf8ToBytes } from '@noble/hashes/utils.js';
import { check, list, oneOf, table } from '../../base/options.ts';
import type { Defect } from './defect.ts';
import * as rotation from './rotation.ts';

const key = (name: string): readonly string[] => ['application', 'loadBalancerExample', name];

export const defects: readonly Defect[] = [
  {
    name: 'everyAnswerIs200',
    keys: [key('GET ok'), key('upstream answers 503')],
    right: 'passiveHealth',
    what: 'The status of the answer is dropped, so an overloaded server looks fine to clients, breakers and monitors.',
  },
  {
    name: 'deadServerKeepsItsTurn',
    keys: [
      key('server1 down (connection refused)'),
      key('server1 down again (every 3rd request fails; no retry, no marking)'),
    ],
    right: 'passiveHealth',
    what: 'A refused connection is neither tried elsewhere nor remembered: one request in three fails.',
  },
  {
    name: 'cookiesDropped',
    keys: [key('upstream answers 201 + Set-Cookie')],
    instead: 'Hand on the headers of the answer, except those of the connection itself.',
    what: 'No header of the answer reaches the client, so nobody can log in through it.',
  },
  {
    name: 'onlyJsonAnswers',
    keys: [key('upstream answers text'), key('HEAD')],
    instead: 'Hand on the bytes of the body without reading them.',
    what: 'An answer that is no JSON, or has no body at all, becomes an error of the proxy.',
  },
  {
    name: 'lengthOfAnotherBody',
    keys: [
      key('POST json with spaces (content-length of the original forwarded with a re-serialised body)'),
      key('POST compact json'),
    ],
    instead: 'Send the bytes that came, or count the ones that are sent.',
    what: 'The body is written anew and sent under the length of the old one.',
  },
  {
    name: 'connectionHeaderForwarded',
    keys: [key('GET with header Connection: upgrade')],
    instead: 'Drop Connection and the headers that it names: they end at the next hop.',
    what: 'A header about the client’s connection is sent to the server, and the HTTP client refuses it.',
  },
];

export interface ProxyRequest {
  readonly method: 'GET' | 'HEAD' | 'POST' | 'PUT' | 'DELETE';
  /** The `Connection` header, if there is one. */
  readonly connection?: string;
  /** JSON, as the client wrote it. */
  readonly body?: string;
}

/** What the server that was asked does. */
export type ServerAnswer =
  | 'refused'
  | { readonly status: number; readonly body: string; readonly setCookie?: string };

/** What reached the server. */
export interface Forwarded {
  readonly body: string;
  readonly length: number;
}

export type Problem = 'connectionRefused' | 'connectionHeaderRefused' | 'lengthMismatch' | 'answerIsNoJson';

export interface ClientSees {
  readonly status: 200 | 500;
  readonly body: string;
  readonly problem?: Problem;
  /** In the words of the parser, where there are any. */
  readonly message?: string;
}

export interface RewritingProxy {
  readonly rotation: rotation.Rotation;
}

export function create(given: rotation.RotationOptions): RewritingProxy {
  check('options', given, table);
  check('servers', given.servers, list('ids', 1));
  return { rotation: rotation.create(given) };
}

/** Sends the request to the server whose turn it is; `ask` is how that server answers. */
export function forward(
  s: RewritingProxy,
  request: ProxyRequest,
  ask: (server: string, forwarded: Forwarded) => ServerAnswer,
): ClientSees {
  check('method', request.method, oneOf('GET', 'HEAD', 'POST', 'PUT', 'DELETE'));
  const server = rotation.pick(s.rotation) as string;
  if (request.connection?.toLowerCase().includes('upgrade')) return failure('connectionHeaderRefused');
  const body = rewritten(request);
  const length = bytesOf(body);
  if (length !== bytesOf(request.body ?? '')) return failure('lengthMismatch');
  const answer = ask(server, { body, length });
  if (answer === 'refused') return failure('connectionRefused');
  return readAnswer(request.method === 'HEAD' ? '' : answer.body);
}

function rewritten({ method, body }: ProxyRequest): string {
  return method === 'GET' || body === undefined ? '' : JSON.stringify(JSON.parse(body));
}

function readAnswer(body: string): ClientSees {
  try {
    return { status: 200, body: JSON.stringify(JSON.parse(body)) };
  } catch (problem) {
    return { ...failure('answerIsNoJson'), message: (problem as SyntaxError).message };
  }
}

const bytesOf = (text: string): number => utf8ToBytes(text).length;

const failure = (problem: Problem): ClientSees => ({ status: 500, body: '', problem });
