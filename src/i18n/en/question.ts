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
  rewind: 'Rewind to just before',
  whatIf: {
    detectSooner: 'Suspect after 0.5 s',
    detectLater: 'Suspect after 5 s',
    waitForReplica: 'Confirm writes after 1 replica',
  },
  sameTraffic: 'A new branch, same traffic: only your change differs.',
};
