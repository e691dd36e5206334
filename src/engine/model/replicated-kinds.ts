/** Kinds whose groups are replicated stores: one node is primary, the others follow its log, sentinels may watch them. */
export const replicatedKinds = ['database', 'redis'] as const;
export type ReplicatedKind = (typeof replicatedKinds)[number];

export function isReplicated(kind: string | undefined): kind is ReplicatedKind {
  return replicatedKinds.some((one) => one === kind);
}
