/** English: the canvas in words, and as a table. */
export interface CanvasFacts {
  readonly healthy: number;
  readonly components: number;
  /** "db-primary down", worded one by one. */
  readonly trouble: readonly string[];
  readonly primary: string | undefined;
  readonly arrivalRate: string;
  readonly failedPercent: string;
}

export const canvas = {
  title: 'The running system',
  asTable: 'Show as a table',
  asFlow: 'Show as a picture',
  tableCaption: 'Every node: state now, load over the last 10 s',
  component: 'Node',
  busy: 'Busy',
  describe: (facts: CanvasFacts): string => {
    const states =
      facts.trouble.length === 0
        ? `All ${facts.components} nodes are healthy.`
        : `${facts.healthy} of ${facts.components} nodes are healthy; ${facts.trouble.join(', ')}.`;
    const writes = facts.primary === undefined ? 'No node takes writes.' : `${facts.primary} takes writes.`;
    return `${states} ${writes} ${facts.arrivalRate} requests arrive per second; ${facts.failedPercent} % failed over the last 10 s.`;
  },
};
