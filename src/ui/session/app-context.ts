/** Hands the parts that live as long as the page to whatever renders; hooks select slow state from them. */
import { createContext, useContext } from 'react';
import { useStore } from 'zustand';
import type { Session, SessionState } from '../../session/session-contract.ts';
import type { NewVersion } from '../notices/new-version.ts';
import type { Preferences, PreferencesStore } from '../preferences/preferences.ts';
import type { AnimationLoop } from '../shell/animation-loop.ts';
import type { Tapes } from '../tape/tapes.ts';
import type { Desk, DeskStore } from './desk-store.ts';

export interface AppParts {
  readonly session: Session;
  readonly preferences: PreferencesStore;
  readonly desk: DeskStore;
  readonly loop: AnimationLoop;
  readonly tapes: Tapes;
  readonly newVersion: NewVersion;
}

export const AppContext = createContext<AppParts | undefined>(undefined);

export function useApp(): AppParts {
  const parts = useContext(AppContext);
  if (parts === undefined) throw new Error('rendered outside AppContext');
  return parts;
}

export const useSession = (): Session => useApp().session;

export function useSessionState<Value>(select: (state: SessionState) => Value): Value {
  return useStore(useApp().session.store, select);
}

export function useDesk<Value>(select: (desk: Desk) => Value): Value {
  return useStore(useApp().desk, select);
}

export function usePreference<Value>(select: (preferences: Preferences) => Value): Value {
  return useStore(useApp().preferences, select);
}
