/** What the page knows of its next version, and of the run that came with it from the version before. */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { InputProblem } from '../../base/result.ts';

/** What became of the run that was carried here; `changed`: this version simulates it differently. */
export type Carried =
  | { readonly kind: 'same' | 'changed' }
  | { readonly kind: 'otherPhysics'; readonly physics: number }
  | { readonly kind: 'unread'; readonly problem: InputProblem; readonly text: string };

export interface NewVersionState {
  /** `noRoom`: the run could not be kept across a reload, so this version stays. */
  readonly offer: 'none' | 'ready' | 'noRoom';
  readonly carried: Carried | undefined;
}

export type NewVersionStore = StoreApi<NewVersionState>;

export interface NewVersion {
  readonly store: NewVersionStore;
  /** Changes over to it, with the run. */
  update(): Promise<void>;
}

export const createNewVersionStore = (): NewVersionStore =>
  createStore<NewVersionState>(() => ({ offer: 'none', carried: undefined }));
