/** The words about one request, by language; apart from the screen's, since they are fetched with their panel. */
import { request as en, type RequestText } from './en/request.ts';
import type { Language } from './language.ts';
import { request as zh } from './zh/request.ts';

export type { RequestFacts, RequestText, TimePart } from './en/request.ts';
export const requestText: Readonly<Record<Language, RequestText>> = { en, zh };
