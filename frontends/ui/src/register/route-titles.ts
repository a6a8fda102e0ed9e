import type { Label } from '@moduan/schema';

/** How the pages of a register are called on their tabs. */
export const routeTitles = ({ zh, en }: Label) => ({
  create: { zh: `登记${zh}`, en: `New: ${en}` },
  import: { zh: `导入${zh}`, en: `Import: ${en}` },
  summary: { zh: `${zh}统计`, en: `Summary: ${en}` },
});
