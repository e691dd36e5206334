/** Puts both languages on the shelf, for what runs outside a browser and waits for nothing: the CLI and tests. */
import { later as laterEn } from './later.en.ts';
import { later as laterZh } from './later.zh.ts';
import { texts as en } from './texts.en.ts';
import { putLater, putTexts } from './texts.ts';
import { texts as zh } from './texts.zh.ts';

putTexts('en', en);
putTexts('zh', zh);
putLater('en', laterEn);
putLater('zh', laterZh);
