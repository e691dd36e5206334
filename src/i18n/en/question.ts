/** English: the question on the page and the acts on offer. */
export const question = {
  text: 'What happens to writes if the primary dies?',
  lead: {
    kill: 'Find out. The system is running and every request is simulated.',
    rewind: 'Watch it recover, or go back and watch closely.',
    whatIf: 'Same fault, same traffic, one change. What would it have cost?',
  },
  kill: (id: string): string => `Kill ${id}`,
  hang: (id: string): string => `Hang ${id}`,
  isolate: (id: string): string => `Cut ${id} off from all but one server`,
  restart: (id: string): string => `Restart ${id}`,
  rewind: 'Rewind to just before',
  whatIf: {
    detectSooner: 'Suspect after 0.5 s',
    waitForReplica: 'Confirm writes after 1 replica',
    probeSooner: 'Probe servers every 0.5 s',
    fallAtOnce: 'Take out after 1 failed probe',
  },
  cost: {
    title: 'What it cost',
    /** Both columns cover the same time of the run. */
    span: (seconds: number): string => `by ${seconds} s, same traffic`,
    failed: 'Failed requests',
    downtime: 'Downtime, writes',
    lost: 'Lost confirmed writes',
    splitBrain: 'Split-brain writes',
    pending: (seconds: number): string => `Downtime judged up to ${seconds} s.`,
    branch: (letter: string, change: string): string => `${letter}: ${change}`,
    nothingChanged: 'no change yet',
    asItWas: 'as it was',
    set: (owner: string, name: string, value: string): string => `${owner}: ${name} ${value}`,
    andMore: (first: string, more: number): string => `${first}, +${more}`,
  },
  sameTraffic: 'A new branch, same traffic: only your change differs.',
};
