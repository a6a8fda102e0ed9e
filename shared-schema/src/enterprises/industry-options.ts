import { industrySections } from '../codes';
import type { Label } from '../fields';

/** Sections A–T of GB/T 4754-2017 as a choice. */
export const industrySectionOptions = Object.fromEntries(
  industrySections.map(({ code, zh, en }) => [code, { zh: `${code} ${zh}`, en: `${code} ${en}` }]),
) as Readonly<Record<string, Label>>;
