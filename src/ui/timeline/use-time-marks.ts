/** Domain, fault bands and fork points of the run, the same objects for the scrubber and for every chart. */
import { useMemo } from 'react';
import { microsPerSecond } from '../../base/units.ts';
import { faultBands } from '../../session/story/bands.ts';
import type { TimeBand } from '../../views/charts/chart-types.ts';
import type { TimeDomain } from '../../views/charts/time-scale.ts';
import { useSessionState } from '../session/app-context.ts';
import { timeDomain } from './time-domain.ts';

export interface TimeMarks {
  readonly domain: TimeDomain;
  readonly bands: readonly TimeBand[];
  readonly forkPoints: readonly number[];
}

/** Marks nearer to each other than this share of the axis would be one thick line. */
const nearestShare = 1 / 150;

function apart(times: readonly number[], [from, to]: TimeDomain): readonly number[] {
  const kept: number[] = [];
  for (const time of [...times].sort((one, other) => one - other)) {
    if (time - (kept.at(-1) ?? Number.NEGATIVE_INFINITY) >= (to - from) * nearestShare) kept.push(time);
  }
  return kept;
}

export function useTimeMarks(): TimeMarks {
  const branches = useSessionState((state) => state.branches);
  const story = useSessionState((state) => state.storyOnBranch);
  // An open band grows with the head; tenths of a second are finer than a pixel.
  const head = useSessionState((state) => Math.ceil((state.headMicros * 10) / microsPerSecond));
  return useMemo(() => {
    const headMicros = (head * microsPerSecond) / 10;
    const domain = timeDomain(branches, headMicros);
    return {
      domain,
      bands: faultBands(story, headMicros).map((band) => ({ ...band, kind: 'fault' })),
      forkPoints: apart(
        branches.filter(({ parent }) => parent !== undefined).map(({ atMicros }) => atMicros),
        domain,
      ),
    };
  }, [branches, story, head]);
}
