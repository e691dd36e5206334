// A scenario asks its own question; without one it follows from the parts, and no run is asked about what it does not have.
import { describe, expect, it } from 'vitest';
import { blueprintOf, nullSink } from '../../../test/support/engine-lab.ts';
import { createEngine } from '../../engine/engine.ts';
import '../../i18n/both.ts';
import { textsOf } from '../../i18n/texts.ts';
import { type TemplateId, templateIds, templates } from '../../scenario/templates/index.ts';
import { questionOf } from './question-of.ts';

const described = (what: TemplateId | object) => createEngine(blueprintOf(what), 7, nullSink).describe();
const asked = (what: TemplateId | object, language: 'en' | 'zh' = 'en'): string =>
  questionOf(described(what), textsOf(language).screen);

describe('the question', () => {
  it("is the scenario's own, in the language of the page", () => {
    expect(asked('scale-out')).toBe('What does the database say to the twelfth process?');
    expect(asked('scale-out', 'zh')).toBe('第十二个进程来要连接，数据库会怎么说？');
  });

  it('follows from the parts where the scenario asks nothing', () => {
    const { question: _, ...silent } = templates['scale-out'];
    expect(asked(silent)).toBe('What happens to writes if the primary dies?');
    expect(asked('vertical')).toBe('What happens to writes if the primary dies?');
    expect(asked('breaker')).toBe('What happens to everybody else if payment stops answering?');
    const { question: __, ...line } = templates.mm1;
    expect(asked(line)).toBe('What happens when more comes than can be served?');
  });

  it.each(templateIds)('of %s speaks of a primary only if there is one', (id) => {
    const hasRecord = described(id).components.some(({ traits }) => traits.includes('replicated'));
    if (!hasRecord) expect(asked(id)).not.toMatch(/primary/);
  });
});
