/**
 * A font whose file could not be fetched stays failed for the life of the page, like a module. Its file is fetched
 * again until it is there, and a face made of its bytes stands in for the failed one.
 */
const firstPauseMillis = 1_000;
const longestPauseMillis = 60_000;
const mostTries = 100;

const plain = (name: string): string => name.replace(/["']/g, '');

function rulesOfFonts(): CSSFontFaceRule[] {
  return [...document.styleSheets]
    .flatMap(({ cssRules }) => [...cssRules])
    .filter((rule) => rule instanceof CSSFontFaceRule);
}

/** The file that the style sheet names for a face. */
function addressOf(face: FontFace): string | undefined {
  const rule = rulesOfFonts().find(
    ({ style }) =>
      plain(style.getPropertyValue('font-family')) === plain(face.family) &&
      style.getPropertyValue('font-weight') === face.weight,
  );
  const path = rule && /url\((["']?)([^"')]+)\1\)/.exec(rule.style.getPropertyValue('src'))?.[2];
  return path && new URL(path, rule.parentStyleSheet?.href ?? document.baseURI).href;
}

function pause(millis: number): Promise<void> {
  return new Promise((done) => {
    const end = (): void => {
      clearTimeout(timer);
      window.removeEventListener('online', end);
      done();
    };
    const timer = setTimeout(end, millis);
    window.addEventListener('online', end);
  });
}

async function replace(face: FontFace, url: string): Promise<void> {
  const response = await fetch(url, { cache: 'reload' });
  if (!response.ok) throw new Error(`${url}: ${response.status}`);
  const { family, weight, style, unicodeRange } = face;
  const copy = new FontFace(family, await response.arrayBuffer(), { weight, style, unicodeRange });
  document.fonts.add(await copy.load());
  // A face of bytes is loaded before it is added, and the set tells nobody.
  document.fonts.dispatchEvent(new Event('loadingdone'));
}

async function mend(face: FontFace): Promise<void> {
  const url = addressOf(face);
  if (url === undefined) return;
  for (let tries = 0; tries < mostTries; tries += 1) {
    await pause(Math.min(firstPauseMillis * 2 ** tries, longestPauseMillis));
    const isThere = await replace(face, url).then(
      () => true,
      () => false,
    );
    if (isThere) return;
  }
}

/** From now on, and for what has failed so far. */
export function mendFonts(): void {
  for (const face of document.fonts) if (face.status === 'error') mend(face);
  document.fonts.addEventListener('loadingerror', ({ fontfaces }) => {
    for (const face of fontfaces) mend(face);
  });
}
