// Classes with words of their own in sentences of both languages, as text and never as anything else.
import { describe, expect, it } from 'vitest';
import type { RequestClass } from '../engine/description.ts';
import { classNoun } from './class-noun.ts';
import { narrate } from './narrate.ts';
import { aftermath } from './story/aftermath-text.ts';
import { summarize } from './story/headline-text.ts';
import { tell } from './story/tell.ts';
import { eventOf, samples } from './testing/story-samples.ts';
import { textsOf } from './texts.ts';

const label = { en: { one: 'order', many: 'orders' }, zh: '订单' };
const objectives = { latencyMillis: 300, availability: 0.99 };
const order: RequestClass = { id: 'checkout', label, verb: 'write', share: 1, objectives };
const { label: _, ...bare } = order;
const failing = eventOf('requestsFailing', {
  component: 'users',
  values: { ...samples.requestsFailing, class: 'checkout' },
} as never);
const resumed = eventOf('requestsResumed', {
  component: 'users',
  values: { ...samples.requestsResumed, class: 'checkout' },
} as never);

describe('a class of requests', () => {
  it('is told by its label', () => {
    const named = { classes: [order], components: [] };
    expect(tell(failing, 'en', named).what).toBe('orders are failing');
    expect(tell(failing, 'zh', named).what).toBe('订单开始失败');
    expect(tell(resumed, 'en', named)).toMatchObject({ so: '243 of 500 orders failed in 8.1 s' });
    expect(tell(resumed, 'zh', named)).toMatchObject({ so: '8.1 s 内 500 个订单中 243 个失败' });
    expect(narrate([failing], 'en', named)[0]?.what).toBe('orders are failing');
    expect(summarize([failing], 'en', undefined, named)).toMatch(/^Orders have been failing since/);
    expect(summarize([failing], 'zh', undefined, named)).toMatch(/^订单自 .* 起有失败/);
    expect(aftermath([failing], 'en', named, [])).toEqual([
      expect.stringMatching(/^orders failing since .*: 3 of 7 orders$/),
    ]);
  });

  it('is told by its id where it has none, set apart from Chinese by a space', () => {
    const named = { classes: [bare] };
    expect(tell(failing, 'en', named).what).toBe('checkout are failing');
    expect(tell(failing, 'zh', named).what).toBe('checkout 开始失败');
    expect(summarize([failing], 'en', undefined, named)).toMatch(/^checkout have been failing/);
  });

  it('called read or write is told by the words for these, unless it has a label', () => {
    const words = textsOf('en').screen;
    expect(classNoun('read', words)).toEqual({ one: 'read', many: 'reads', atStart: 'Reads' });
    expect(classNoun('read', words, { classes: [{ id: 'read', label }] }).many).toBe('orders');
    expect(classNoun('write', textsOf('zh').screen).many).toBe('写请求');
  });

  it('may be called like something that every object has', () => {
    expect(classNoun('constructor', textsOf('en').screen)).toEqual({
      one: 'constructor',
      many: 'constructor',
      atStart: 'constructor',
    });
  });
});
