import { sentinel } from '../../../src/algorithms/index.ts';
import { type Chance, type Life, life } from '../../support/life.ts';

type Action = sentinel.SentinelAction;

/** Three sentinels, three data nodes, and what is on its way between them. */
interface Group {
  readonly sentinels: sentinel.Sentinel[];
  readonly nodes: { isUp: boolean; role: sentinel.Role; follows: number | undefined; offset: number }[];
  readonly letters: { readonly from: number; readonly letter: Action }[];
}

const places = [0, 1, 2];
const second = 1_000_000;

function begin(): Group {
  return {
    sentinels: places.map((index) =>
      sentinel.create({
        index,
        sentinels: 3,
        quorum: 2,
        nodes: 3,
        primary: 0,
        now: 0,
        downAfter: second,
        failoverTimeout: 2 * second,
      }),
    ),
    nodes: places.map((id) => ({
      isUp: true,
      role: id === 0 ? 'primary' : 'replica',
      follows: id === 0 ? undefined : 0,
      offset: id,
    })),
    letters: [],
  };
}

/** A run of each timer that is due, a blow now and then, and every letter that was on its way. */
function step(s: Group, chance: Chance): unknown {
  const now = chance.pass(0.2 * second);
  if (chance.below(40) === 0) {
    const node = chance.pick(s.nodes);
    node.isUp = !node.isUp;
  }
  if (chance.below(400) === 0) sentinel.restart(chance.pick(s.sentinels), now);
  const told: Action[] = [];
  const send = (from: number, actions: Action[]): void => {
    for (const letter of actions) s.letters.push({ from, letter });
    told.push(...actions);
  };
  for (const [index, one] of s.sentinels.entries()) {
    const actions: Action[] = [];
    sentinel.advance(one, now, { interval: chance.unit(), desync: chance.unit() }, actions);
    send(index, actions);
  }
  // What is said in answer goes out with the next step.
  for (const { from, letter } of s.letters.splice(0)) {
    const to = 'to' in letter ? letter.to : from;
    const actions: Action[] = [];
    deliver(s, from, letter, now, chance.unit(), actions);
    const answerer = letter.type === 'ask' || letter.type === 'announce' ? to : from;
    send(answerer, actions);
  }
  return [told, s.sentinels.map(({ primary, phase, epoch }) => [primary, phase, epoch])];
}

function deliver(s: Group, from: number, letter: Action, now: number, desync: number, out: Action[]): void {
  const one = s.sentinels[from]!;
  switch (letter.type) {
    case 'connect':
      if (letter.party === 'node' && !s.nodes[letter.to]!.isUp) sentinel.onLinkLost(one, 'node', letter.to);
      return;
    case 'ping':
      if (letter.party === 'sentinel' || s.nodes[letter.to]!.isUp)
        sentinel.onPong(one, letter.party, letter.to, now);
      else sentinel.onLinkLost(one, 'node', letter.to);
      return;
    case 'info':
      if (s.nodes[letter.to]!.isUp) sentinel.onInfo(one, letter.to, infoOf(s, letter.to), now, out);
      return;
    case 'ask':
      sentinel.onAsk(s.sentinels[letter.to]!, letter.ask, now, desync, out);
      return;
    case 'reply':
      sentinel.onAskReply(s.sentinels[letter.to]!, letter.reply, now);
      return;
    case 'promote':
      Object.assign(s.nodes[letter.to]!, { role: 'primary', follows: undefined });
      return;
    case 'reconfigure':
      Object.assign(s.nodes[letter.to]!, { role: 'replica', follows: letter.follow });
      return;
    case 'announce':
      if (letter.party === 'sentinel')
        sentinel.onAnnouncement(s.sentinels[letter.to]!, letter.news, now, out);
      return;
    default:
      return;
  }
}

function infoOf(s: Group, id: number): sentinel.NodeInfo {
  const { role, follows, offset } = s.nodes[id]!;
  const primaryLinkUp = follows !== undefined && s.nodes[follows]!.isUp;
  return { role, runId: id, priority: 100, offset, follows, primaryLinkUp, primaryLinkDownFor: 0 };
}

export const lives: readonly Life[] = [life('sentinel', begin, step)];
