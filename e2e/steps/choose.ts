import { expect, type Locator } from '@playwright/test';

/** Chooses one of what a picker finds for a text. */
export async function choose(picker: Locator, search: string, option: string | RegExp): Promise<void> {
  await picker.click();
  const opened = picker.locator('xpath=..');
  await opened.getByRole('combobox').fill(search);
  await opened.getByRole('option', { name: option }).click();
  await expect(opened.getByRole('listbox')).toHaveCount(0);
}
