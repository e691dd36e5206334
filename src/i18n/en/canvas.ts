/** English: the canvas in words, and as a table. */
export interface WriteTakers {
  /** The elected one, or the first of several when that is not known. */
  readonly id: string;
  /** Others that take writes too: a split brain. */
  readonly others: readonly string[];
  readonly isElected: boolean;
}

export interface CanvasFacts {
  readonly healthy: number;
  readonly components: number;
  /** "db-primary down", worded one by one. */
  readonly trouble: readonly string[];
  readonly primary: WriteTakers | undefined;
  readonly arrivalRate: string;
  readonly failedPercent: string;
}

function taking(takers: WriteTakers | undefined): string {
  if (takers === undefined) return 'No node takes writes.';
  const { id, others, isElected } = takers;
  if (others.length === 0) return `${id} takes writes.`;
  const all = `Split brain: ${[id, ...others].join(' and ')} take writes`;
  return isElected ? `${all}; ${id} is the elected primary.` : `${all}.`;
}

export const canvas = {
  title: 'The running system',
  asTable: 'Show as a table',
  asFlow: 'Show as a picture',
  oneRequest: 'Follow one request',
  zoomIn: 'Larger',
  zoomOut: 'Smaller',
  zoomFit: 'Show all of it',
  tableCaption: 'Every node: state now, load over at most the last 10 whole seconds',
  component: 'Node',
  busy: 'Busy',
  describe: (facts: CanvasFacts): string => {
    const states =
      facts.trouble.length === 0
        ? `All ${facts.components} nodes are healthy.`
        : `${facts.healthy} of ${facts.components} nodes ${facts.healthy === 1 ? 'is' : 'are'} healthy; ${facts.trouble.join(', ')}.`;
    return `${states} ${taking(facts.primary)} ${facts.arrivalRate} requests arrive per second; ${facts.failedPercent} % failed over at most the last 10 whole seconds.`;
  },
};
