/** Kinds of places. */
export const premisesKinds = {
  ENTERPRISE: { zh: '企业', en: 'Enterprise site' },
  SHOP: { zh: '商铺', en: 'Shop' },
  WORKSHOP: { zh: '作坊', en: 'Workshop' },
  BUILDING_SITE: { zh: '建筑工地', en: 'Building site' },
  HOUSE: { zh: '自建房', en: 'Self-built house' },
  STATION: { zh: '站点', en: 'Station' },
} as const;

/** Marks by which campaigns and checklists find premises. */
export const premisesTags = {
  THREE_IN_ONE: { zh: '三合一', en: 'Three in one' },
  NINE_SMALL: { zh: '九小场所', en: 'Nine small places' },
  FOAM_PANEL: { zh: '泡沫夹芯板', en: 'Foam sandwich panel' },
  HAZARDOUS_CHEMICALS: { zh: '危险化学品', en: 'Hazardous chemicals' },
  CONFINED_SPACE: { zh: '有限空间', en: 'Confined space' },
  EXPLOSIVE_DUST: { zh: '粉尘涉爆', en: 'Explosive dust' },
  METALLURGY: { zh: '金属冶炼', en: 'Metallurgy' },
  COATING: { zh: '喷涂', en: 'Coating' },
  COAL_USER: { zh: '用煤单位', en: 'Coal user' },
  NEW_BUSINESS: { zh: '新业态', en: 'New business type' },
  AMMONIA_COOLING: { zh: '涉氨制冷', en: 'Ammonia cooling' },
  GAS_USER: { zh: '用气场所', en: 'Gas user' },
  NON_COAL_MINE: { zh: '非煤矿山', en: 'Non-coal mine' },
} as const;
