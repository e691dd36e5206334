// Writes the woff2 files, the list of covered characters and the licences into src/ui/fonts.
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import subsetFont from 'subset-font';
import { latinCharacters, usedCharacters } from './characters.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const modules = join(here, 'node_modules');
const source = resolve(here, '../../src');
const target = join(source, 'ui/fonts');
mkdirSync(target, { recursive: true });

async function write(name, font, characters) {
  const subset = await subsetFont(readFileSync(join(modules, font)), characters.join(''), {
    targetFormat: 'woff2',
  });
  writeFileSync(join(target, `${name}.woff2`), subset);
  process.stdout.write(`${name}.woff2: ${characters.length} characters, ${subset.length} bytes\n`);
}

for (const [weight, file] of [
  [400, '400Regular/Inter_400Regular.ttf'],
  [600, '600SemiBold/Inter_600SemiBold.ttf'],
  [700, '700Bold/Inter_700Bold.ttf'],
]) {
  await write(`nines-latin-${weight}`, `@expo-google-fonts/inter/${file}`, latinCharacters());
}
cpSync(join(modules, '@expo-google-fonts/inter/LICENSE_FONT'), join(target, 'nines-latin.license.txt'));

const characters = usedCharacters(source);
for (const [weight, file] of [
  [400, '400Regular/NotoSansSC_400Regular.ttf'],
  [700, '700Bold/NotoSansSC_700Bold.ttf'],
]) {
  await write(`nines-cjk-${weight}`, `@expo-google-fonts/noto-sans-sc/${file}`, characters);
}
cpSync(join(modules, '@expo-google-fonts/noto-sans-sc/LICENSE_FONT'), join(target, 'nines-cjk.license.txt'));

const lines = characters.join('').match(/.{1,60}/gu) ?? [];
writeFileSync(join(target, 'subset.txt'), `${lines.join('\n')}\n`);
