/** What a rule asks of premises; what is absent asks nothing. */
export interface RuleOf {
  readonly tag: string | null;
  readonly industrySection: string | null;
  readonly kind: string | null;
  readonly areaCode: string;
}

/** What premises are, as far as rules ask. */
export interface Ruled {
  readonly tags: readonly string[];
  readonly industrySection: string | null;
  readonly kind: string;
  readonly areaCode: string;
}

/** Whether a rule names the premises. */
export const matches = (rule: RuleOf, { tags, industrySection, kind, areaCode }: Ruled): boolean =>
  areaCode.startsWith(rule.areaCode) && (!rule.tag || tags.includes(rule.tag)) && (!rule.industrySection || rule.industrySection === industrySection) && (!rule.kind || rule.kind === kind);

/** A tag says more than an industry, that more than a kind; then what holds in the smaller area. */
const weightOf = ({ tag, industrySection, kind, areaCode }: RuleOf): number => (tag ? 400 : 0) + (industrySection ? 200 : 0) + (kind ? 100 : 0) + areaCode.length;

/** The narrowest of the rules that name the premises. */
export const ruleFor = <R extends RuleOf>(rules: readonly R[], premises: Ruled): R | undefined =>
  rules.filter((rule) => matches(rule, premises)).sort((a, b) => weightOf(b) - weightOf(a))[0];
