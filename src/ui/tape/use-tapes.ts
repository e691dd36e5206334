import { useStore } from 'zustand';
import { useApp } from '../session/app-context.ts';
import type { TapesState } from './tapes.ts';

export function useTapes<Value>(select: (state: TapesState) => Value): Value {
  return useStore(useApp().tapes.store, select);
}
