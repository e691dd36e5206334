/** English: the question on the page and the acts on offer. */
import type { Question } from '../../engine/description.ts';
import type { ClassNoun } from '../class-noun.ts';

export const question = {
  ofPrimary: 'What happens to writes if the primary dies?',
  ofExternal: (id: string): string => `What happens to everybody else if ${id} stops answering?`,
  ofLoad: 'What happens when more comes than can be served?',
  asked: ({ en }: Question): string => en,
  lead: {
    kill: 'Find out. The system is running and every request is simulated.',
    killPaused: 'Find out. Time stands still until you press Play or act; every request is simulated.',
    rewind: 'Watch it recover, or go back and watch closely.',
    whatIf: 'Same fault, same traffic, one change. What would it have cost?',
  },
  kill: (id: string): string => `Kill ${id}`,
  hang: (id: string): string => `Hang ${id}`,
  isolate: (id: string): string => `Cut ${id} off from all but one server`,
  surge: 'What if traffic × 10?',
  restart: (id: string): string => `Restart ${id}`,
  rewind: 'Rewind to just before',
  /** A change to try, as a button. */
  whatIf: (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1),
  cost: {
    title: 'What it cost',
    /** Both columns cover the same time of the run. */
    span: (seconds: number): string => `by ${seconds} s, same traffic`,
    failed: 'Failed requests',
    /** Of the class that it cost the most. */
    outage: ({ many }: ClassNoun): string => `Outage of ${many}, exact`,
    outageHelp: ({ one }: ClassNoun): string =>
      `From the first failed ${one} to the first of those answered again, added up.`,
    downtime: ({ many }: ClassNoun): string => `Downtime of ${many}, budget`,
    downtimeHelp: ({ many }: ClassNoun): string =>
      `Whole seconds with less than 90 % of ${many} good: what an error budget is charged.`,
    lost: 'Lost confirmed writes',
    splitBrain: 'Split-brain writes',
    latency: (requests: string, from: number): string => `p50 · p95 of ${requests} from ${from} s`,
    latencyHelp: 'Of the requests answered since the branches parted, in whole seconds.',
    pending: (seconds: number): string => `Downtime judged up to ${seconds} s.`,
    branch: (letter: string, change: string): string => `${letter}: ${change}`,
    nothingChanged: 'no change yet',
    asItWas: 'as it was',
    set: (owner: string, name: string, value: string): string => `${owner}: ${name} ${value}`,
    andMore: (first: string, more: number): string => `${first}, and ${more} more`,
    without: (change: string): string => `without: ${change}`,
    at: (change: string, time: string): string => `${change} at ${time}`,
    separator: '; ',
    /** Commands that both branches have. */
    both: (changes: string): string => `Both: ${changes}`,
    nothingDiffers: 'Nothing differs yet.',
    kept: 'Kept from the branch it left',
    keptHelp: 'These came later on the branch that was left, and happen here too.',
    remove: 'Remove',
    ahead: (change: string): string => `${change}: still to come`,
    removeOne: (change: string): string => `Remove: ${change}`,
    noEffect: 'no effect here',
  },
  sameTraffic: 'A new branch, same traffic, same faults: only your change differs.',
};
