/**
 * The modes of playback. `resumes` remembers whether to play on after a seek or a recovery; what each mode does is
 * the session's business, which time and which branch is data beside the machine.
 */
import { assign, setup } from 'xstate';

export type PlaybackEvent =
  | { readonly type: 'play' }
  | { readonly type: 'pause' }
  /** On the way to another time or branch. */
  | { readonly type: 'seek' }
  /** The frame asked for by an open, a seek or a step is here. */
  | { readonly type: 'arrived' }
  | { readonly type: 'died' }
  | { readonly type: 'broke' }
  | { readonly type: 'open'; readonly autoplay: boolean };

export const playbackMachine = setup({
  types: {
    context: {} as { readonly resumes: boolean },
    events: {} as PlaybackEvent,
    input: {} as { readonly autoplay: boolean },
  },
  guards: { resumes: ({ context }) => context.resumes },
  actions: { willPlay: assign({ resumes: true }), willPause: assign({ resumes: false }) },
}).createMachine({
  id: 'playback',
  context: ({ input }) => ({ resumes: input.autoplay }),
  initial: 'opening',
  on: {
    open: { target: '.opening', actions: assign({ resumes: ({ event }) => event.autoplay }) },
    broke: '.broken',
  },
  states: {
    opening: {
      on: {
        arrived: [{ guard: 'resumes', target: 'playing' }, { target: 'paused' }],
        play: { actions: 'willPlay' },
        pause: { actions: 'willPause' },
        died: 'recovering',
      },
    },
    playing: {
      on: {
        pause: { target: 'paused', actions: 'willPause' },
        seek: { target: 'seeking', actions: 'willPlay' },
        died: { target: 'recovering', actions: 'willPlay' },
      },
    },
    paused: {
      on: {
        play: { target: 'playing', actions: 'willPlay' },
        seek: { target: 'seeking', actions: 'willPause' },
        died: { target: 'recovering', actions: 'willPause' },
      },
    },
    seeking: {
      on: {
        arrived: [{ guard: 'resumes', target: 'playing' }, { target: 'paused' }],
        play: { actions: 'willPlay' },
        pause: { actions: 'willPause' },
        died: 'recovering',
      },
    },
    recovering: {
      on: {
        arrived: [{ guard: 'resumes', target: 'playing' }, { target: 'paused' }],
        play: { actions: 'willPlay' },
        pause: { actions: 'willPause' },
      },
    },
    broken: {},
  },
});
