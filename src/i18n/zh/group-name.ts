/** 中文：组的名称，与画布上一致。 */
import type { KindText } from '../../kinds/kind-words.ts';
import { kindWords } from '../../kinds/words.zh.ts';

const kinds: Readonly<Partial<Record<string, KindText>>> = kindWords;

export const groupName = (id: string): string => kinds[id]?.asGroup ?? id;
