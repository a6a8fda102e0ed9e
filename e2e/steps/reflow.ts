import { expect, type Page } from '@playwright/test';

/** Tables, and rows of buttons, may be moved inside a frame of their own. */
const FRAMES = '.rows-frame, .table-frame, .segments, .toasts, .watermark, .unseen, td, .clip';

/** What sticks out at the side, where nobody who has enlarged the page to 400 % would look for it. */
export async function expectNothingBeside(page: Page, state: string): Promise<void> {
  const beside = await page.evaluate((frames) => {
    const sticksOut = (element: Element) => {
      const { right, width } = element.getBoundingClientRect();
      return width > 0 && right > innerWidth + 1;
    };
    return [...document.querySelectorAll('body *')].filter((element) => !element.parentElement?.closest(frames) && !element.matches('.watermark, .unseen') && sticksOut(element)).map((element) => `${element.tagName.toLowerCase()}.${element.getAttribute('class')}`);
  }, FRAMES);
  expect.soft(beside, state).toEqual([]);
}
