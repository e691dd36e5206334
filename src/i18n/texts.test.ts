import { beforeEach, describe, expect, it, vi } from 'vitest';

/** The shelf as a page finds it that has just begun: tests find both languages on theirs. */
async function emptyShelf() {
  vi.resetModules();
  const shelf = await import('./texts.ts');
  const { texts } = await import('./texts.en.ts');
  const { later } = await import('./later.en.ts');
  return { ...shelf, texts, later };
}

describe('the shelf of languages', () => {
  let page: Awaited<ReturnType<typeof emptyShelf>>;
  beforeEach(async () => {
    page = await emptyShelf();
  });

  it('says what is missing', () => {
    expect(() => page.textsOf('en')).toThrow('The texts of language en are not loaded');
    expect(() => page.laterTextsOf('en')).toThrow('The later texts of language en are not loaded');
    page.putTexts('en', page.texts);
    expect([page.hasTexts('en'), page.hasTexts('zh'), page.hasLater('en')]).toEqual([true, false, false]);
  });

  it('names the parameters of the traffic at once, and all when the later texts are there', () => {
    page.putTexts('en', page.texts);
    const first = page.parameterWordsOf('en');
    expect(first.names.arrivalRate).toBe('arrival rate');
    expect(first.names.slots).toBeUndefined();
    page.putLater('en', page.later);
    const all = page.parameterWordsOf('en');
    expect(all.names).toMatchObject(first.names);
    expect(all.choices).toMatchObject(first.choices);
    expect(all.names.slots).toBe('slots');
  });
});
