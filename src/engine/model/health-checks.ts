/** How a process answers health checks: in turn, behind its work, or in a place of its own, at once. */
export const healthChecks = ['queued', 'separate'] as const;
