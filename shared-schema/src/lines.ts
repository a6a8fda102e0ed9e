/** Lines of work by which industry departments share the city; a jurisdiction can be narrowed to some of them. */
export const linesOfWork = {
  INDUSTRY: { zh: '工贸', en: 'Industry and trade' },
  CHEMICALS: { zh: '危化', en: 'Hazardous chemicals' },
  MINING: { zh: '矿山', en: 'Mining' },
  FIRE: { zh: '消防', en: 'Fire' },
  CONSTRUCTION: { zh: '住建', en: 'Construction' },
  TRANSPORT: { zh: '交通', en: 'Transport' },
  AGRICULTURE: { zh: '农业', en: 'Agriculture' },
  COMMERCE: { zh: '商贸', en: 'Commerce' },
  MARKET: { zh: '市场监管', en: 'Market supervision' },
  EDUCATION: { zh: '教育', en: 'Education' },
  HEALTH: { zh: '卫健', en: 'Health' },
  WATER: { zh: '水利', en: 'Water' },
} as const;
