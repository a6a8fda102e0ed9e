/** What firms and shops of such a town do: industry, words of their names, line of work, marks with their likelihood. */
export interface Trade {
  readonly industry: string;
  readonly words: readonly string[];
  readonly line: string;
  readonly weight: number;
  readonly tags?: Readonly<Record<string, number>>;
  readonly licence?: readonly [kind: string, likelihood: number];
}

const trade = (industry: string, words: string, line: string, weight: number, more: Pick<Trade, 'tags' | 'licence'> = {}): Trade => ({
  industry, words: words.split(' '), line, weight, ...more,
});

/** Names end in 有限公司, 厂, 合作社 and the like. */
export const enterpriseTrades: readonly Trade[] = [
  trade('4210', '再生资源 金属回收 循环材料', 'INDUSTRY', 14, { tags: { FOAM_PANEL: 0.2, CONFINED_SPACE: 0.1, NEW_BUSINESS: 0.1 } }),
  trade('3240', '有色金属 铜业 铝业', 'INDUSTRY', 9, { tags: { METALLURGY: 0.7, CONFINED_SPACE: 0.4, COAL_USER: 0.2 } }),
  trade('2929', '塑料制品 塑业 新材料', 'INDUSTRY', 9, { tags: { FOAM_PANEL: 0.3, CONFINED_SPACE: 0.2 } }),
  trade('3311', '金属结构 钢结构 五金制品', 'INDUSTRY', 7, { tags: { COATING: 0.4, EXPLOSIVE_DUST: 0.2 } }),
  trade('3599', '机械设备 智能装备', 'INDUSTRY', 6, { tags: { COATING: 0.3 } }),
  trade('3812', '电机 电气 电子科技', 'INDUSTRY', 4),
  trade('2110', '家具 木业', 'INDUSTRY', 4, { tags: { EXPLOSIVE_DUST: 0.7, COATING: 0.5, FOAM_PANEL: 0.2 } }),
  trade('3021', '水泥制品 建材 新型墙材', 'INDUSTRY', 4, { tags: { CONFINED_SPACE: 0.3, COAL_USER: 0.3 } }),
  trade('2614', '化工 涂料', 'CHEMICALS', 2, { tags: { HAZARDOUS_CHEMICALS: 0.8, CONFINED_SPACE: 0.5 }, licence: ['CHEMICALS', 0.7] }),
  trade('1310', '粮油 米业', 'INDUSTRY', 3, { tags: { CONFINED_SPACE: 0.4, EXPLOSIVE_DUST: 0.4 }, licence: ['FOOD', 0.8] }),
  trade('1469', '食品 食品加工', 'MARKET', 4, { tags: { AMMONIA_COOLING: 0.1, GAS_USER: 0.4 }, licence: ['FOOD', 0.9] }),
  trade('1779', '纺织 服饰', 'INDUSTRY', 3, { tags: { EXPLOSIVE_DUST: 0.2, FOAM_PANEL: 0.2 } }),
  trade('2319', '印务 包装印刷', 'INDUSTRY', 2, { tags: { HAZARDOUS_CHEMICALS: 0.2 } }),
  trade('4720', '建筑工程 建设', 'CONSTRUCTION', 4, { licence: ['SAFETY', 0.6] }),
  trade('5011', '装饰工程 装修', 'CONSTRUCTION', 3),
  trade('5430', '物流 运输', 'TRANSPORT', 4),
  trade('5990', '仓储 冷链仓储', 'COMMERCE', 2, { tags: { FOAM_PANEL: 0.5, AMMONIA_COOLING: 0.3 } }),
  trade('5191', '再生资源贸易 商贸 贸易', 'COMMERCE', 8),
  trade('0141', '蔬菜种植 农业开发 种养', 'AGRICULTURE', 4),
  trade('0313', '生态养殖 养殖', 'AGRICULTURE', 2, { tags: { CONFINED_SPACE: 0.3 } }),
  trade('7299', '企业管理 商务服务', 'COMMERCE', 3),
  trade('6513', '软件 信息技术', 'INDUSTRY', 2, { tags: { NEW_BUSINESS: 0.3 } }),
  trade('7640', '水务工程 水利服务', 'WATER', 1),
  trade('8391', '培训 教育咨询', 'EDUCATION', 1),
];

/** Names are a word and what the door says. */
export const shopTrades: readonly Trade[] = [
  trade('5212', '便利店 超市 日用百货店', 'MARKET', 16, { tags: { NINE_SMALL: 0.6, THREE_IN_ONE: 0.12 } }),
  trade('6210', '餐馆 土菜馆 粉馆 小吃店', 'MARKET', 16, { tags: { NINE_SMALL: 0.7, GAS_USER: 0.85, THREE_IN_ONE: 0.1 }, licence: ['FOOD', 0.85] }),
  trade('5232', '服装店 童装店 鞋店', 'COMMERCE', 9, { tags: { NINE_SMALL: 0.5, THREE_IN_ONE: 0.1 } }),
  trade('5283', '五金店 建材店 灯饰店', 'COMMERCE', 9, { tags: { NINE_SMALL: 0.4, THREE_IN_ONE: 0.15 } }),
  trade('8040', '理发店 美容店', 'COMMERCE', 7, { tags: { NINE_SMALL: 0.6 } }),
  trade('8111', '汽修店 轮胎店', 'TRANSPORT', 5, { tags: { COATING: 0.3, HAZARDOUS_CHEMICALS: 0.1 } }),
  trade('5251', '大药房 药店', 'MARKET', 3, { tags: { NINE_SMALL: 0.4 } }),
  trade('5225', '烟酒店 茶叶店', 'MARKET', 6, { tags: { NINE_SMALL: 0.4 }, licence: ['FOOD', 0.4] }),
  trade('5166', '农资店 种子店', 'AGRICULTURE', 4, { tags: { HAZARDOUS_CHEMICALS: 0.3 } }),
  trade('6119', '旅馆 民宿', 'COMMERCE', 2, { tags: { NINE_SMALL: 0.8 }, licence: ['FIRE', 0.7] }),
  trade('5274', '手机店 电器店', 'COMMERCE', 5, { tags: { NINE_SMALL: 0.4 } }),
  trade('8121', '家电维修店 电动车店', 'COMMERCE', 4, { tags: { NINE_SMALL: 0.5, THREE_IN_ONE: 0.2 } }),
  trade('5267', '烟花爆竹零售店', 'CHEMICALS', 1, { tags: { HAZARDOUS_CHEMICALS: 1 }, licence: ['FIREWORKS', 1] }),
  trade('8810', '书画社 乐器行', 'COMMERCE', 1),
  trade('8425', '诊所 口腔诊所', 'HEALTH', 1, { tags: { NINE_SMALL: 0.7 } }),
  trade('9013', '网吧 棋牌室', 'COMMERCE', 2, { tags: { NINE_SMALL: 0.9 }, licence: ['FIRE', 0.8] }),
  trade('5292', '家具店 窗帘店', 'COMMERCE', 4, { tags: { NINE_SMALL: 0.3, THREE_IN_ONE: 0.1 } }),
];

/** Places that are neither, a few of each. */
export const otherTrades: readonly (readonly [kind: string, name: string, trade: Trade, count: number])[] = [
  ['WORKSHOP', '加工作坊', trade('1399', '豆制品 米粉 木器', 'MARKET', 1, { tags: { GAS_USER: 0.4, COAL_USER: 0.2 }, licence: ['FOOD', 0.5] }), 24],
  ['BUILDING_SITE', '项目工地', trade('4710', '安置区 厂房 学校扩建', 'CONSTRUCTION', 1, { licence: ['SAFETY', 1] }), 12],
  ['STATION', '加油站', trade('5265', '城东 循环园', 'COMMERCE', 1, { tags: { HAZARDOUS_CHEMICALS: 1 }, licence: ['OIL', 1] }), 6],
  ['STATION', '液化气供应站', trade('4513', '新市', 'CONSTRUCTION', 1, { tags: { HAZARDOUS_CHEMICALS: 1 }, licence: ['GAS', 1] }), 3],
  ['HOUSE', '出租房', trade('7040', '自建', 'CONSTRUCTION', 1, { tags: { THREE_IN_ONE: 0.2 } }), 20],
];
