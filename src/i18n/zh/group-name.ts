/** 中文：组的名称，与画布上一致。 */
import type { KindTitle } from '../../kinds/kind-words.ts';
import { kindTitles } from '../../kinds/title-words.zh.ts';

const kinds: Readonly<Partial<Record<string, KindTitle>>> = kindTitles;

export const groupName = (id: string): string => kinds[id]?.asGroup ?? id;
