import type { Label } from '../fields';
import { DIVISIONS } from './industry-divisions';

/** GB/T 4754-2017: a section is one letter with its run of two-digit divisions. */
export interface IndustrySection extends Label {
  readonly code: string;
  readonly from: number;
  readonly to: number;
}
export interface IndustryDivision extends Label {
  readonly code: string;
  readonly section: string;
}

const section = (code: string, from: number, to: number, zh: string, en: string): IndustrySection => ({ code, from, to, zh, en });

export const industrySections: readonly IndustrySection[] = [
  section('A', 1, 5, '农、林、牧、渔业', 'Agriculture, forestry, animal husbandry and fishery'),
  section('B', 6, 12, '采矿业', 'Mining'),
  section('C', 13, 43, '制造业', 'Manufacturing'),
  section('D', 44, 46, '电力、热力、燃气及水生产和供应业', 'Electricity, heat, gas and water supply'),
  section('E', 47, 50, '建筑业', 'Construction'),
  section('F', 51, 52, '批发和零售业', 'Wholesale and retail'),
  section('G', 53, 60, '交通运输、仓储和邮政业', 'Transport, storage and post'),
  section('H', 61, 62, '住宿和餐饮业', 'Accommodation and catering'),
  section('I', 63, 65, '信息传输、软件和信息技术服务业', 'Information transmission, software and IT services'),
  section('J', 66, 69, '金融业', 'Finance'),
  section('K', 70, 70, '房地产业', 'Real estate'),
  section('L', 71, 72, '租赁和商务服务业', 'Leasing and business services'),
  section('M', 73, 75, '科学研究和技术服务业', 'Scientific research and technical services'),
  section('N', 76, 79, '水利、环境和公共设施管理业', 'Water conservancy, environment and public facilities'),
  section('O', 80, 82, '居民服务、修理和其他服务业', 'Household services, repair and other services'),
  section('P', 83, 83, '教育', 'Education'),
  section('Q', 84, 85, '卫生和社会工作', 'Health and social work'),
  section('R', 86, 90, '文化、体育和娱乐业', 'Culture, sports and entertainment'),
  section('S', 91, 96, '公共管理、社会保障和社会组织', 'Public administration, social security and social organisations'),
  section('T', 97, 97, '国际组织', 'International organisations'),
];

const sectionOf = (number: number) => industrySections.find(({ from, to }) => number >= from && number <= to);

export const industryDivisions: readonly IndustryDivision[] = DIVISIONS.map(([zh, en], i) => ({
  code: String(i + 1).padStart(2, '0'), section: sectionOf(i + 1)!.code, zh, en,
}));

const byCode = new Map(industryDivisions.map((division) => [division.code, division]));
const sections = new Map(industrySections.map((entry) => [entry.code, entry]));

/** The two-digit division that a code of 2–4 digits belongs to, with or without its section letter: `C3011` → 30. */
export function industryDivision(code: string): IndustryDivision | undefined {
  const match = /^([A-T])?(\d{2})\d{0,2}$/.exec(code);
  const division = match ? byCode.get(match[2]!) : undefined;
  return division && (!match![1] || match![1] === division.section) ? division : undefined;
}

/** The section of a letter or of a code of 2–4 digits. */
export const industrySection = (code: string): IndustrySection | undefined =>
  sections.get(code) ?? sections.get(industryDivision(code)?.section ?? '');

/** Says what is wrong with an industry code; nothing when it is a section, or belongs to a division. Expects what `tidyCode` returns. */
export const industryCodeFault = (code: string): Label | undefined =>
  industrySection(code)
    ? undefined
    : { zh: '国民经济行业代码应为门类字母 A–T，或 01–97 开头的 2–4 位数字', en: 'An industry code is a section A–T, or 2–4 digits that begin with 01–97' };
