/** Names of the service time distributions, in the order of their `choice` index. */
export const serviceDistributions = ['exponential', 'deterministic', 'logNormal', 'uniform'] as const;
