/** English: the canvas for those who do not see it, and its table. */
interface CanvasFacts {
  readonly healthy: number;
  readonly components: number;
  /** "api-1 down" */
  readonly trouble: readonly string[];
  readonly primary: string | undefined;
  readonly arrivalRate: string;
  readonly failedPercent: string;
}

export const canvas = {
  title: 'Request flow',
  describe: ({ healthy, components, trouble, primary, arrivalRate, failedPercent }: CanvasFacts): string => {
    const state =
      trouble.length === 0
        ? `All ${components} nodes are healthy.`
        : `${healthy} of ${components} nodes are healthy; ${trouble.join(', ')}.`;
    const writes = primary === undefined ? 'No node takes writes.' : `${primary} takes writes.`;
    return `${state} ${writes} ${arrivalRate} requests per second arrive, ${failedPercent} % fail.`;
  },
  tableCaption: 'All nodes and their state',
  component: 'Node',
  asTable: 'Table',
  asPicture: 'Picture',
};
