import { expect, test } from '@playwright/test';
import { openDesk } from './support/desk.ts';

test('a bad value is refused with its range, and nothing changes', async ({ page }) => {
  const desk = await openDesk(page);
  const field = page.locator('[data-path=arrivalRate] input[type=text]');
  await field.fill('-5');
  await field.press('Enter');
  await expect(page.locator('[data-path=arrivalRate] [role=alert]')).toContainText('0 to 100,000 /s');
  await expect(field).toHaveAttribute('aria-invalid', 'true');
  await field.press('Escape');
  await expect(field).toHaveValue('300');

  await field.fill('450');
  await field.press('Enter');
  await desk.until((now) => now.story.some(({ kind }) => kind === 'parameterChanged'), 'the change');
  await expect(field).toHaveValue('450');
});

test('a share is typed as a percentage', async ({ page }) => {
  const desk = await openDesk(page);
  const field = page.locator('[data-path=writeRatio] input[type=text]');
  await field.fill('120');
  await field.press('Enter');
  await expect(page.locator('[data-path=writeRatio] [role=alert]')).toContainText('0 to 100 %');
  await field.fill('25');
  await field.press('Enter');
  await desk.until((now) => now.story.some(({ kind }) => kind === 'parameterChanged'), 'the change');
});
