/** English: the canvas in words, and as a table. */
export interface WriteTakers {
  /** The elected one; where that is down, the first of those that were replaced and do not know. */
  readonly id: string;
  /** Others that take themselves for primary: they would take a write. */
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
  const old = isElected ? others : [id, ...others];
  const believe = old.length === 1 ? 'still believes it is primary' : 'still believe they are primary';
  const all = [
    isElected ? `${id} takes writes` : '',
    old.length === 0 ? '' : `${old.join(' and ')} ${believe}`,
  ];
  return `${all.filter((part) => part !== '').join('; ')}.`;
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
