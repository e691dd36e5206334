/** The words of the theory check by language, apart from the others: they are loaded when the check is opened. */
import { theory as en } from './en/theory.ts';
import type { Language } from './language.ts';
import { theory as zh } from './zh/theory.ts';

export type TheoryText = typeof en;
export const theoryText: Readonly<Record<Language, TheoryText>> = { en, zh };
