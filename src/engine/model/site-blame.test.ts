import { describe, expect, it } from 'vitest';
import { componentOf } from '../../../test/support/component-of.ts';
import { worldOf } from '../../../test/support/world-lab.ts';
import { crash, cut, hang, heal } from '../fault/faults.ts';
import { noCall } from '../kernel/calls.ts';
import { createAsk } from './asks.ts';
import { SiteBlame } from './site-blame.ts';
import { sendCall } from './transport.ts';

/** `front` asks `middle`, which asks `back`. */
function lab() {
  const lab = worldOf({
    components: ['front', 'middle', 'back'].map((id) => componentOf(id, 'station', {})),
    requests: [
      ['front', 'middle'],
      ['middle', 'back'],
    ],
  });
  const [front, middle, back] = ['front', 'middle', 'back'].map(lab.indexOf) as [number, number, number];
  return { ...lab, front, middle, back, blame: new SiteBlame(lab.world, middle) };
}

describe('what a component says of itself', () => {
  it('is what it has kept, and the edits of its own parameters', () => {
    const { world, blame, front, middle } = lab();
    world.processes.blamedOn[front] = 1;
    world.processes.editedBy.set([2, 3, 4]);
    world.processes.demandedBy.set([5, 6, 7]);
    expect([blame.kept, blame.editedBy, blame.demandedBy]).toEqual([0, 3, 6]);
    blame.keep(9);
    expect(blame.kept).toBe(9);
    expect(Array.from(world.processes.blamedOn)).toEqual([1, 9, 0]);
    expect(world.processes.blamedOn[middle]).toBe(9);
  });
});

describe('what it says of another', () => {
  it('is the trouble and the last return of that process, and whether it is down', () => {
    const { world, blame, story, back, front } = lab();
    expect([blame.troubleOf(back), blame.returnOf(back), blame.isDown(back)]).toEqual([0, 0, false]);
    crash(world, back, undefined);
    hang(world, front, undefined);
    const told = (kind: string) => story.find((event) => event.kind === kind)?.id;
    expect([blame.troubleOf(back), blame.troubleOf(front)]).toEqual([told('crashed'), told('hung')]);
    expect([blame.isDown(back), blame.isDown(front)]).toEqual([true, false]);
    world.processes.startedBy[back] = 44;
    expect([blame.returnOf(back), blame.returnOf(front)]).toEqual([44, 0]);
  });

  it('is the cut between them: of the way there, else of the way back', () => {
    const { world, blame, story, middle, back, front } = lab();
    expect(blame.cutTowards(back)).toBe(0);
    cut(world, back, middle, false, undefined);
    const wayBack = story.at(-1)!.id;
    expect(blame.cutTowards(back)).toBe(wayBack);
    cut(world, middle, back, false, undefined);
    const wayThere = story.at(-1)!.id;
    expect([wayThere > wayBack, blame.cutTowards(back)]).toEqual([true, wayThere]);
    expect(blame.cutTowards(front)).toBe(0);
  });

  it('is the last healing of their link, whoever is named first', () => {
    const { world, blame, story, middle, back, front } = lab();
    expect(blame.healedWith(back)).toBe(0);
    for (const [from, to] of [
      [back, middle],
      [middle, back],
    ] as const) {
      cut(world, from, to, true, undefined);
      heal(world, from, to);
      expect(story.at(-1)!.kind).toBe('linkHealed');
      expect(blame.healedWith(back)).toBe(story.at(-1)!.id);
    }
    expect(blame.healedWith(front)).toBe(0);
  });

  it('is what fills its slots: its own trouble first', () => {
    const { world, blame, story, back } = lab();
    expect(blame.congestionOf(back)).toBe(0);
    world.loadRaisedBy = 70;
    expect(blame.congestionOf(back)).toBe(70);
    hang(world, back, undefined);
    expect(blame.congestionOf(back)).toBe(story.find(({ kind }) => kind === 'hung')!.id);
  });
});

describe('what holds a component up', () => {
  /** So many slots of `middle` are taken, one of them for a call that waits for `back`. */
  function heldUp(busy: number) {
    const all = lab();
    const { world, middle, back } = all;
    for (let n = 0; n < busy; n += 1) world.meters.occupy(middle, 0, 1);
    sendCall(world, middle, back, -1, noCall, 1, 1_000, createAsk('lab'));
    return all;
  }
  const confirming = (component: object, count: number): void => {
    Object.assign(component, { canConfirm: () => count });
  };

  it('is the one that half of its slots wait for, and not if fewer do', () => {
    expect(heldUp(2).blame.holdUp()).toEqual({ waitsFor: 'back' });
    expect(heldUp(3).blame.holdUp()).toEqual({});
  });

  it('is said with how many replicas can confirm there, or at itself if it waits for nobody', () => {
    const [waits, works] = [heldUp(2), heldUp(3)];
    for (const { world, middle, back } of [waits, works]) {
      confirming(world.component(middle), 2);
      confirming(world.component(back), 1);
    }
    expect(waits.blame.holdUp()).toEqual({ waitsFor: 'back', canConfirm: 1 });
    expect(works.blame.holdUp()).toEqual({ canConfirm: 2 });
  });

  it('may be the first component of all', () => {
    const { world, front, back } = lab();
    world.meters.occupy(back, 0, 1);
    // Answers come this way: a call the other way needs a link that carries it.
    const call = world.calls.open(-1, noCall, back, front, 1, 0);
    expect(call).toBeGreaterThanOrEqual(0);
    expect(new SiteBlame(world, back).holdUp()).toEqual({ waitsFor: 'front' });
    confirming(world.component(front), 1);
    confirming(world.component(back), 2);
    expect(new SiteBlame(world, back).holdUp()).toEqual({ waitsFor: 'front', canConfirm: 1 });
  });
});
