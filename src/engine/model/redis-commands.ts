/** What an app server and a Redis node say to each other in the `notes` of a call, as bits. */

/** A `get` comes back with what was found. */
export const found = { session: 1, entry: 2 } as const;

/** A `put` says what to do: keep the client's session, keep the entry, or remove the entry. */
export const toPut = { session: 1, entry: 2, removal: 4 } as const;
