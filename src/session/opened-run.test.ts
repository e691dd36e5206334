// A run from a file is compared with what it should have reached, once, when it is open.
import { describe, expect, it } from 'vitest';
import { physics } from '../engine/physics.ts';
import type { TraceDifference } from '../scenario/recorded-trace.ts';
import { templates } from '../scenario/templates/index.ts';
import { importRun } from './import-run.ts';
import { whenOpened } from './opened-run.ts';
import { openRealSession } from './testing/real-session.ts';

const second = 1_000_000;

const opened = () => openRealSession(templates.mm1);

/** The file that the page writes of three seconds of mm1, with fields replaced. */
function written(changes: object = {}): File {
  const { session, settle } = opened();
  session.actions.seek(3 * second);
  settle();
  const file = JSON.parse(session.actions.exportRun());
  return new File([JSON.stringify({ ...file, ...changes })], 'run.json');
}

async function told(file: File, meanwhile?: (stage: ReturnType<typeof opened>) => void) {
  const stage = opened();
  const read = await importRun(file);
  if (!read.ok) throw new Error(JSON.stringify(read.problem));
  const differences: TraceDifference[] = [];
  stage.session.actions.openRun(read.value);
  whenOpened(stage.session, read.value, (difference) => differences.push(difference));
  meanwhile?.(stage);
  stage.settle();
  return differences;
}

describe('a run opened from a file', () => {
  it('carries the physics it was made with, and says nothing when it comes out as recorded', async () => {
    const file = written();
    expect(JSON.parse(await file.text())).toMatchObject({ physics, untilMicros: 3 * second });
    expect(await told(file)).toEqual([]);
  });

  it('that came out otherwise was edited, or is of another version', async () => {
    expect(await told(written({ traceHash: '00000000deadbeef' }))).toEqual([{ otherPhysics: undefined }]);
  });

  it('of another physics says so', async () => {
    expect(await told(written({ traceHash: '00000000deadbeef', physics: undefined }))).toEqual([
      { otherPhysics: 1 },
    ]);
  });

  it('left for another before it was open is not compared', async () => {
    const leave = ({ session }: ReturnType<typeof opened>): void => session.actions.open(templates.mm1, 8);
    expect(await told(written({ traceHash: '00000000deadbeef' }), leave)).toEqual([]);
  });
});
