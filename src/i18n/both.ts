/** Puts both languages on the shelf, for what runs outside a browser and waits for nothing: the CLI and tests. */
import { story as storyEn } from './story.en.ts';
import { story as storyZh } from './story.zh.ts';
import { texts as en } from './texts.en.ts';
import { putStory, putTexts } from './texts.ts';
import { texts as zh } from './texts.zh.ts';

putTexts('en', en);
putTexts('zh', zh);
putStory('en', storyEn);
putStory('zh', storyZh);
