/** What a cache holds when a run begins: the most popular keys, as after a while of service, or nothing. */
export const cacheStarts = ['warm', 'cold'] as const;
