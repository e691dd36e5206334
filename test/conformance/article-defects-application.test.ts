// What the article's application snippets did in a running program, against ours of the same defects.
import { describe, it } from 'vitest';
import { article } from '../../src/algorithms/index.ts';
import { microsFromMillis, microsFromSeconds, millisFromMicros } from '../../src/base/units.ts';
import { openRecording } from '../support/recording.ts';

const recording = openRecording('article-defects.json');

type ProxyRequest = Parameters<typeof article.rewritingProxy.forward>[1];
type ServerAnswer = ReturnType<Parameters<typeof article.rewritingProxy.forward>[2]>;
type Forwarded = Parameters<Parameters<typeof article.rewritingProxy.forward>[2]>[1];

const codes = {
  connectionRefused: 'ECONNREFUSED',
  connectionHeaderRefused: 'UND_ERR_INVALID_ARG',
  lengthMismatch: 'UND_ERR_REQ_CONTENT_LENGTH_MISMATCH',
};

/** As the recording's error handler wrote it. */
function told(seen: article.rewritingProxy.ClientSees, method: string): object {
  const { body, message, problem, status } = seen;
  const err = problem === undefined || problem === 'answerIsNoJson' ? message : codes[problem];
  const shown = problem === undefined ? body : JSON.stringify({ err });
  const setCookie = 'setCookie' in seen ? seen.setCookie : null;
  return { clientSees: status, body: method === 'HEAD' ? '' : shown, setCookie };
}

const echo =
  (host: string) =>
  ({ body, length }: Forwarded): ServerAnswer => ({
    status: 200,
    body: JSON.stringify({ host, len: length, body }),
  });

describe('rewritingProxy', () => {
  const { create, forward } = article.rewritingProxy;
  const at = (name: string): string[] => ['application', 'loadBalancerExample', name];
  const get: ProxyRequest = { method: 'GET' };
  const answers = (answer: ServerAnswer) => (): ServerAnswer => answer;
  const host = '127.0.0.1:22610';

  it('passes nothing on but a body, and forgets who is down', () => {
    const s = create({ servers: ['server1', 'server2', 'server3'] });
    const others: ServerAnswer[] = [
      echo(host)({ body: '', length: 0 }),
      { status: 503, body: '{"error":"overloaded"}' },
    ];
    for (const name of [
      'server1 down (connection refused)',
      'GET ok',
      'upstream answers 503',
      'server1 down again (every 3rd request fails; no retry, no marking)',
    ]) {
      const seen = forward(s, get, (server) =>
        server === 'server1' ? 'refused' : (others.shift() as never),
      );
      recording.equal(at(name), told(seen, 'GET'));
    }
  });

  it.each<[string, ProxyRequest, (forwarded: Forwarded) => ServerAnswer]>([
    [
      'upstream answers 201 + Set-Cookie',
      get,
      answers({ status: 201, body: '{"id":1}', setCookie: 'sid=1' }),
    ],
    ['upstream answers text', get, answers({ status: 200, body: 'hello' })],
    [
      'POST json with spaces (content-length of the original forwarded with a re-serialised body)',
      { method: 'POST', body: '{ "a": 1 }' },
      echo(host),
    ],
    ['POST compact json', { method: 'POST', body: '{"a":1}' }, echo(host)],
    ['HEAD', { method: 'HEAD' }, echo(host)],
    ['GET with header Connection: upgrade', { method: 'GET', connection: 'upgrade' }, echo(host)],
  ])('%s', (name, request, answer) => {
    const s = create({ servers: ['server'] });
    const seen = forward(s, request, (_, forwarded) => answer(forwarded));
    recording.equal(at(name), told(seen, request.method));
  });

  it('fails behind an edge that upgrades everything', () => {
    const at = (name: string): string[] => ['nginx_plus_express_example', name];
    recording.note(...at('desc'));
    const ask = (through: (request: ProxyRequest) => ProxyRequest): ReturnType<typeof forward>[] => {
      const s = create({ servers: ['server'] });
      return Array.from({ length: 5 }, () =>
        forward(s, through(get), (_, forwarded) => echo(host)(forwarded)),
      );
    };
    const [upgraded, plain] = [ask(article.upgradeHeader.sentOn), ask((request) => request)];
    recording.equal(
      at('articleLocationBlock'),
      upgraded.map(({ status }) => status),
    );
    recording.equal(
      at('plainProxyPass'),
      plain.map(({ status }) => status),
    );
    const [error = ''] = recording.peek<string[]>('nginx_plus_express_example', 'errors');
    const isSame = upgraded.every(
      ({ problem }) => problem === 'connectionHeaderRefused' && error.startsWith(codes[problem]),
    );
    recording.judged(at('errors'), isSame, 'the code; its words are the HTTP client’s');
  });
});

describe('storeOptions and proxyAddressLimit', () => {
  it('refuses the options of an older version', () => {
    let allowed = '';
    try {
      article.storeOptions.checkStoreOptions(article.storeOptions.articleOptions);
    } catch (problem) {
      allowed = (problem as { allowed: string }).allowed;
    }
    const at = (name: string): string[] => ['application', 'rateLimitRedis', name];
    const text = recording.peek<string>(...at('result'));
    const names = ['sendCommand', 'sendCommandCluster'];
    const isSame = names.every((name) => text.includes(name) && allowed.includes(name));
    recording.judged(at('result'), isSame, 'both refuse and ask for the same; the words are the library’s');
    for (const name of ['articleOptions', 'defaultExport']) recording.note(...at(name));
  });

  it('counts six clients as one', () => {
    const at = (...names: (string | number)[]): (string | number)[] => [
      'application',
      'trustProxyMissing',
      ...names,
    ];
    for (const name of ['desc', 'libraryWarnings']) recording.note(...at(name));
    const limit = recording.input<number>(...at('max'));
    const { admit, create, keyOf } = article.proxyAddressLimit;
    const s = create({ limit, window: microsFromSeconds(60), maxKeys: 100 });
    recording.peek<[string, number, string][]>(...at('rows')).forEach(([client], place) => {
      const request = { connectionAddress: '127.0.0.1', forwardedFor: client.replace('client ', '') };
      const { allowed } = admit(s, request, 0);
      recording.note(...at('rows', place, 0));
      recording.equal(at('rows', place, 1), allowed ? 200 : 429);
      if (allowed) recording.equal(at('rows', place, 2), keyOf(request));
      else recording.note(...at('rows', place, 2));
    });
  });
});

describe('cutOffTimeout, processUsage and missingRow', () => {
  it('cuts the client off and works on', () => {
    const at = (name: string): string[] => ['application', 'timeoutMiddleware', name];
    recording.note(...at('desc'));
    const course = article.cutOffTimeout.courseOf({
      timeout: microsFromMillis(300),
      handlerTakes: microsFromMillis(1000),
    });
    recording.equal(at('clientSees'), course.clientSees === 'reset' ? 'ECONNRESET' : '');
    recording.within(at('afterMs'), millisFromMicros(course.clientAfter), 0.02);
    const isWasted = course.handlerEnds > course.clientAfter && !course.answerDelivered;
    recording.judged(at('server'), isWasted, 'the handler ends later and its answer is not delivered');
  });

  it('compares the heap with what is committed', () => {
    const at = (name: string): string[] => ['application', 'heapRatioIdleExpress', name];
    const { report } = article.overwrittenHealth;
    const statusAt = (heapUsed: number): string => report({ heapUsed, heapCommitted: 100 }).memory;
    const first = Array.from({ length: 101 }, (_, percent) => percent).find(
      (percent) => statusAt(percent) === 'degraded',
    );
    recording.equal(at('threshold'), first);
    const percents = recording.peek<number[]>(...at('pctEvery500ms'));
    recording.judged(
      at('pctEvery500ms'),
      percents.every((percent) => statusAt(percent) === 'healthy'),
      'the verdict only: the percentages are one process’s heap',
    );
    recording.note(...at('note'));
  });

  it('reads the version off a missing row', () => {
    let message = '';
    try {
      article.missingRow.rowAtLeast(2, null, { version: 2 });
    } catch (problem) {
      message = (problem as TypeError).message;
    }
    recording.equal(['application', 'versionCheckRowNotYetReplicated'], message);
  });
});

describe('fixedWaitShutdown', () => {
  const { connectionAt, courseOf } = article.fixedWaitShutdown;
  const wait = microsFromSeconds(30);
  const busy = [2, 33].map(microsFromSeconds);
  const words = {
    signalled: 'Received shutdown signal',
    serverClosed: 'HTTP server closed',
    databaseClosed: 'Database disconnected',
    cacheClosed: 'Redis disconnected',
    completed: 'Graceful shutdown completed',
  };

  it.each([
    ['plain', courseOf({ wait, inFlight: busy })],
    ['withKubernetesDefaultGrace30s', courseOf({ wait, grace: wait, inFlight: busy })],
    ['idle', courseOf({ wait, inFlight: [] })],
  ])('%s', (name, course) => {
    const at = (...names: (string | number)[]): (string | number)[] => [
      'application',
      'gracefulShutdown',
      name,
      ...names,
    ];
    recording.within(at('exitAfterMs'), millisFromMicros(course.endsAt), 0.001);
    recording.equal(at('code'), course.endedBy === 'exit' ? 0 : null);
    const log = recording.peek<[number, string][]>(...at('log'));
    const isSame =
      log.length === course.steps.length &&
      course.steps.every(({ at: time, step }, place) => {
        const [ms, text] = log[place] as [number, string];
        return text.startsWith(words[step]) && Math.abs(ms - millisFromMicros(time)) <= 5;
      });
    recording.judged(at('log'), isSame, 'the same steps in the same order, within 5 ms');
    if (name === 'idle') {
      recording.note(...at('desc'));
      return;
    }
    recording.equal(at('signal'), course.endedBy === 'kill' ? 'SIGKILL' : null);
    const refused = connectionAt(microsFromMillis(200)) === 'refused' ? 'ECONNREFUSED' : '';
    for (const who of ['newConnectionAfter200ms', 'reusedKeepAliveConnection', 'readinessProbe']) {
      recording.equal(at(who), refused);
    }
    const outcomes = course.requests.map((outcome) => (outcome === 'answered' ? 200 : 'ECONNRESET'));
    recording.equal(at('inFlight2sRequest'), outcomes[0]);
    recording.equal(at('inFlight33sRequest'), outcomes[1]);
  });

  it('and nothing else is left', () => {
    recording.note('application', 'gracefulShutdown', 'note');
    recording.note('desc');
    recording.notComparable(['algorithms'], 'compared in article-defects.test.ts, -sharding and -state');
    recording.expectNothingSkipped();
  });
});
