// What every set of pictures shares: where they go, and a page of a size.
import type { Browser, BrowserContext } from '@playwright/test';

export const pictureFolder = new URL('../../shots/', import.meta.url).pathname;

export interface Size {
  readonly width: number;
  readonly height: number;
}

export const isPhone = ({ width }: Size): boolean => width < 700;

export const contextOf = (
  browser: Browser,
  baseURL: string | undefined,
  size: Size,
): Promise<BrowserContext> =>
  browser.newContext({
    viewport: size,
    hasTouch: isPhone(size),
    isMobile: isPhone(size),
    ...(baseURL === undefined ? {} : { baseURL }),
  });
