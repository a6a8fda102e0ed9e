import { makeCreditCode, makeIdentityCard } from '@moduan/schema/codes';
import type { Random } from './random';

const SURNAMES = [...'王李张刘陈杨黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文'];
const GIVEN = [...'伟芳敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂华建国志红海波文斌玉兰英健慧峰云飞鹏辉宇浩凯晨曦雨婷佳怡梓涵思远子轩若琳俊逸诗雅博睿嘉乐安康立新正义永和春生长庚友德宗仁'];
const BRANDS = [...'鼎盛恒瑞嘉禾宏泰润丰汇通卓越锦程远航博达诚信茂欣荣天佑立中和万象金穗银河东晟南岭西源北辰青翠微丹枫紫云澄江碧湖旭日朗月星海帆'];

/** Invented names of people; each is given once. */
export class PeopleNames {
  private readonly given = new Set<string>();

  constructor(private readonly random: Random) {}

  next(): string {
    for (;;) {
      const name = this.random.pick(SURNAMES) + this.random.pick(GIVEN) + (this.random.chance(0.75) ? this.random.pick(GIVEN) : '');
      if (this.given.has(name)) continue;
      this.given.add(name);
      return name;
    }
  }
}

/** Names that nothing else in the city has: a fantasy word and what is done there. */
export class TradeNames {
  private readonly given = new Set<string>();

  constructor(private readonly random: Random) {}

  next(make: (brand: string) => string): string {
    for (let attempt = 0; ; attempt += 1) {
      const brand = Array.from({ length: attempt > 20 ? 3 : 2 }, () => this.random.pick(BRANDS)).join('');
      const name = make(brand);
      if (this.given.has(name) || /(.)\1/u.test(brand)) continue;
      this.given.add(name);
      return name;
    }
  }
}

/** Mobile numbers in a row. */
export const demoMobile = (serial: number) => `1990${String(serial).padStart(7, '0')}`;

/** Identity cards of a division that does not exist (430699), so that they belong to nobody. */
export const demoIdentityCard = (random: Random, serial: number) =>
  makeIdentityCard({ division: '430699', birth: random.day(1966, 2001), serial: serial % 1000 });

/** Credit codes whose body begins with DM, which no registrar issues. */
export const demoCreditCode = (kind: '91' | '92' | '93', serial: number) =>
  makeCreditCode({ kind, division: '430681', body: `DM${String(serial).padStart(6, '0')}` });
