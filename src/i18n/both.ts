/** Puts both languages on the shelf, for what runs outside a browser and waits for nothing: the CLI and tests. */
import { texts as en } from './texts.en.ts';
import { putTexts } from './texts.ts';
import { texts as zh } from './texts.zh.ts';

putTexts('en', en);
putTexts('zh', zh);
