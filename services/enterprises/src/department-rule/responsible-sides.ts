import type { Language, ServiceContext } from '@moduan/kernel';
import type { Label } from '@moduan/schema';
import { areasOf } from '../placement/area-evidence';
import type { Premises } from '../premises/premises.entity';
import { OFFICE_FROM_STARS } from '../star-change/supervisor';
import type { ResponsibleSide } from './responsible-side';
import { ruleFor, type RuleOf } from './rule-for';

interface Rule extends RuleOf {
  readonly unitId: string;
  readonly ground: string;
}

/** Rules are few and for everybody: read once for a request, however many premises ask. */
const rulesOf = (context: ServiceContext): Promise<readonly Rule[]> =>
  context.loader('department rules', async () => {
    const rows = await context.db.selectFrom('department_rule').select(['tag', 'industry_section as industrySection', 'kind', 'area_code as areaCode', 'unit_id as unitId', 'ground']).where('ended_at', 'is', null).orderBy('id').execute();
    return rows as unknown as Rule[];
  });

/** Who answers for a premises: the department of its industry, the village or the office, and who runs it; each with the reason. */
export async function responsibleSidesOf(context: ServiceContext, record: Premises): Promise<ResponsibleSide[]> {
  const { language } = context.request;
  const [rules, areas] = [await rulesOf(context), await areasOf(context)];
  return [industry(ruleFor(rules, record), language), territory(areas.names, record, language), operator(record, language)];
}

const side = (given: Partial<ResponsibleSide> & Pick<ResponsibleSide, 'side'>, reason: Label, language: Language): ResponsibleSide => ({ unitId: null, name: null, person: null, ...given, reason: reason[language] });

const industry = (rule: Rule | undefined, language: Language): ResponsibleSide =>
  rule
    ? side({ side: 'INDUSTRY', unitId: rule.unitId }, { zh: `按规则：${rule.ground}`, en: `By the rule: ${rule.ground}` }, language)
    : side({ side: 'INDUSTRY' }, { zh: '没有规则指明主管部门；请在“行业主管规则”里补上', en: 'No rule names the department; add one to the department rules' }, language);

function territory(names: ReadonlyMap<string, string>, { supervisor, areaCode, stars }: Premises, language: Language): ResponsibleSide {
  const code = areaCode.slice(0, supervisor === 'OFFICE' ? 9 : 12);
  const its = { OFFICE: { zh: '应急办', en: 'emergency office' }, VILLAGE: { zh: '村（居）', en: 'village committee' } }[supervisor === 'OFFICE' ? 'OFFICE' : 'VILLAGE'];
  const name = `${names.get(code) ?? code} · ${its[language]}`;
  const reason = supervisor === 'OFFICE' ? { zh: `${stars} 星，${OFFICE_FROM_STARS} 星及以上由应急办监管`, en: `${stars} stars: from ${OFFICE_FROM_STARS} on the emergency office supervises` } : { zh: `未评星或 ${OFFICE_FROM_STARS} 星以下，由村（居）监管`, en: `Ungraded or below ${OFFICE_FROM_STARS} stars: the village committee supervises` };
  return side({ side: 'TERRITORY', name }, reason, language);
}

const operator = ({ operatorName, name, responsiblePerson }: Premises, language: Language): ResponsibleSide =>
  side({ side: 'OPERATOR', name: operatorName ?? name, person: responsiblePerson }, responsiblePerson ? { zh: '主要负责人对本单位安全负责', en: 'The main responsible person answers for its safety' } : { zh: '没有登记主要负责人', en: 'No responsible person is recorded' }, language);
