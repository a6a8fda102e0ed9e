import { premisesKinds } from '@moduan/schema/enterprises/premises-options';
import { Random } from '../demo/random';
import { townsOf, divisions, MAIN_TOWN, CITY } from '../demo/areas';
import { asOwner } from './city';
import { CITY_EDGES } from './made-premises';
import type { Asked } from './load';

export const QUESTIONS = ['list', 'deep', 'total', 'operators', 'join', 'dashboard', 'search', 'map', 'amend'] as const;
export type Question = (typeof QUESTIONS)[number];

/** Who speaks which language: the product and its older builds one, each peer its own. */
export type Speaker = 'ours' | 'raw' | 'postgraphile';

export const TITLES: Readonly<Record<Question, string>> = {
  list: 'list of 50', deep: '50 rows, 1,900 pages deep', total: 'list of 50 with total', operators: '50 rows × operator (one service)',
  join: '50 rows × operator × area (two services)', dashboard: 'five figures of the city', search: 'two characters looked for in every register', map: 'a map of a town, of a kind, or of the city', amend: 'amendment with audit',
};

/** What a question is asked with; drawn anew for every request. */
type Variables = Readonly<Record<string, unknown>>;

const OWN = 'id version name creditCode kind areaCode address status stars tags createdAt responsiblePhone';
const THEIRS = OWN.replace(/^id/, 'id: rowId').replace('responsiblePhone', 'responsiblePhone: responsiblePhoneMasked');
const OPERATOR = 'operator { id name creditCode }';
const THEIR_OPERATOR = 'operator: operatorByOperatorId { id: rowId name creditCode }';
const AREA = 'area { code name path }';

const ourList = (node: string, more = '') => `query List($filter: PremisesFilter) { page: premisesList(filter: $filter, first: 50) { nodes { ${node} } pageInfo { hasNextPage endCursor } ${more} } }`;
const WALK = 'query Walk($after: String) { page: premisesList(first: 200, after: $after) { pageInfo { endCursor } } }';
const EDGES = 'query Edges($after: String) { page: premisesList(first: 200, after: $after) { edges { cursor } } }';
const FIGURES = { towns: 'AREA_TOWN', kinds: 'KIND', stars: 'STARS', statuses: 'STATUS' };
const ours: Readonly<Record<Question, string>> = {
  list: ourList(OWN),
  deep: `query Deep($after: String!) { page: premisesList(first: 50, after: $after) { nodes { ${OWN} } pageInfo { hasNextPage endCursor } } }`,
  total: ourList(OWN, 'totalCount'),
  operators: ourList(`${OWN} ${OPERATOR}`),
  join: ourList(`${OWN} ${OPERATOR} ${AREA}`),
  dashboard: `query Figures($filter: PremisesFilter) { premisesSummary(filter: $filter) { total ${Object.entries(FIGURES).map(([name, dimension]) => `${name}: by(dimension: ${dimension}) { value count }`).join(' ')} } }`,
  search: `query Search($search: String!) { ${['premisesList', 'operators', 'licences', 'units', 'people', 'grids', 'areas'].map((many) => `${many}(filter: { search: $search, ended: false }, first: 6) { nodes { id } pageInfo { hasNextPage } }`).join(' ')} }`,
  map: 'query Map($box: MapBox!, $zoom: Float!, $filter: PremisesFilter) { premisesMap(box: $box, zoom: $zoom, filter: $filter) { inBox points { id name kind stars areaCode longitude latitude } clusters { count underOffice longitude latitude west south east north } } }',
  amend: 'mutation Amend($input: AmendPremisesInput!) { record: amendPremises(input: $input) { id version employees } }',
};

/** Everything that the product is asked here, as a build of the portal would write it down. */
export const OPERATIONS: readonly string[] = [...Object.values(ours), WALK, EDGES];

const theirList = (node: string, more = '') => `query List($filter: PremisesFilter) { page: allPremises(filter: $filter, first: 50, orderBy: [CREATED_AT_DESC, PRIMARY_KEY_DESC]) { nodes { ${node} } pageInfo { hasNextPage endCursor } ${more} } }`;
const theirs: Readonly<Partial<Record<Question, string>>> = {
  list: theirList(THEIRS),
  deep: `query Deep($after: Cursor!) { page: allPremises(first: 50, after: $after, orderBy: [CREATED_AT_DESC, PRIMARY_KEY_DESC]) { nodes { ${THEIRS} } pageInfo { hasNextPage endCursor } } }`,
  total: theirList(THEIRS, 'totalCount'),
  operators: theirList(`${THEIRS} ${THEIR_OPERATOR}`),
  join: theirList(`${THEIRS} ${THEIR_OPERATOR} ${AREA}`),
  amend: 'mutation Amend($input: UpdatePremisesByRowIdInput!) { answer: updatePremisesByRowId(input: $input) { record: premises { id: rowId version employees } } }',
};

/** What only the product answers: measured against its own list. */
const OURS_ALONE: readonly Question[] = ['search', 'map'];

export const isAsked = (speaker: Speaker, question: Question): boolean => speaker === 'ours' || (!OURS_ALONE.includes(question) && (speaker === 'raw' || theirs[question] !== undefined));

const BRANDS = [...'鼎盛恒瑞嘉禾宏泰润丰汇通卓越锦程远航博达诚信茂欣'];
const VILLAGES = divisions().flatMap(({ level, name }) => (level === 'village' ? [name] : []));
const KINDS = ['ENTERPRISE', 'SHOP'] as const;
/** Their premises stand in villages: every speaker joins the same areas. */
const TOWNS = townsOf(divisions()).filter(({ code, parent }) => code !== MAIN_TOWN && parent === CITY && code !== '430681403').map(({ code }) => code);

/** Positions deep in the list, for each speaker in its own words. */
export type Cursors = Readonly<Record<Speaker, readonly unknown[]>>;

/** Draws what each question is asked with, so that no request is like the one before. */
export class Asking {
  private readonly random = new Random(1, 'questions');
  private amended = 0;
  private serial = 0;

  constructor(private readonly cursors: Cursors, private readonly amendable: readonly string[], readonly headers: Record<string, string>) {}

  next(name: string, speaker: Speaker, question: Question): Asked {
    this.serial += 1;
    const variables = this.variables(speaker, question);
    const body = speaker === 'raw' ? { question, variables } : { query: speaker === 'ours' ? ours[question] : theirs[question], variables };
    return { path: speaker === 'raw' ? '/' : '/graphql', headers: `${this.headers[name] ?? ''}x-asked: ${this.serial}\r\n`, body: JSON.stringify(body) };
  }

  private variables(speaker: Speaker, question: Question): Variables {
    const { random } = this;
    if (question === 'deep') return { after: random.pick(this.cursors[speaker]) };
    if (question === 'amend') return this.amendment(speaker);
    if (question === 'search') return { search: this.part() };
    if (question === 'map') return this.view();
    if (question === 'dashboard') return figuresOf(speaker, ALL_KINDS.filter(() => random.chance(0.7)));
    const employees = random.whole(1, 12);
    return filterFor(speaker, { town: random.pick(TOWNS), kind: random.pick(KINDS), employees });
  }

  /** Two characters that stand beside each other in a name that somebody might look for. */
  private part(): string {
    const { random } = this;
    return random.chance(0.5) ? random.pick(BRANDS) + random.pick(BRANDS) : random.pick(VILLAGES).slice(0, 2);
  }

  /** Part of the city at some zoom, of all premises or of a kind. */
  private view(): Variables {
    const { random } = this;
    const zoom = random.whole(10, 16);
    const [width, height] = [(1_000 * 360) / (512 * 2 ** zoom), (600 * 300) / (512 * 2 ** zoom)];
    const [west, south] = [random.between(CITY_EDGES.west, CITY_EDGES.east - Math.min(width, 0.4)), random.between(CITY_EDGES.south, CITY_EDGES.north - Math.min(height, 0.4))];
    return { box: { west, south, east: west + width, north: south + height }, zoom, filter: { ended: false, ...(random.chance(0.5) && { kind: [random.pick(KINDS)] }) } };
  }

  /** Every record in turn, so that the version asked for is the one that is there. */
  private amendment(speaker: Speaker): Variables {
    const { amendable } = this;
    const id = amendable[this.amended % amendable.length]!;
    const version = 1 + Math.floor(this.amended / amendable.length);
    this.amended += 1;
    const employees = 100 + this.amended;
    if (speaker === 'raw') return { id, version, employees };
    return { input: speaker === 'ours' ? { id, version, employees } : { rowId: id, premisesPatch: { version: version + 1, employees } } };
  }
}

const ALL_KINDS = Object.keys(premisesKinds);
const figuresOf = (speaker: Speaker, kinds: readonly string[]): Variables => (speaker === 'raw' ? { kinds } : { filter: { ended: false, kind: kinds } });

interface Drawn {
  readonly town: string;
  readonly kind: string;
  readonly employees: number;
}

function filterFor(speaker: Speaker, drawn: Drawn): Variables {
  const { town, kind, employees } = drawn;
  if (speaker === 'raw') return { ...drawn };
  if (speaker === 'ours') return { filter: { areaCode: [town], kind: [kind], employees: { from: employees }, ended: false } };
  const to = String(Number(town) + 1);
  return { filter: { areaCode: { greaterThanOrEqualTo: town, lessThan: to }, kind: { in: [kind] }, employees: { greaterThanOrEqualTo: employees }, endedAt: { isNull: true } } };
}

const DEEP = 95_000;
const MANY = 200;

/** Positions between the rows 95,000 and 95,800 of the whole list; ours are signed for the person and so come from a walk. */
export async function cursorsFor(url: string, count: number, ask: { ours(query: string, variables: object): Promise<never>; postgraphile?(query: string, variables: object): Promise<never> }): Promise<Cursors> {
  const from = Math.min(DEEP, Math.max(0, count - 5_000));
  let after: string | null = null;
  for (let at = 0; at < from; at += MANY) after = ((await ask.ours(WALK, { after })) as { page: { pageInfo: { endCursor: string } } }).page.pageInfo.endCursor;
  const edges = (await ask.ours(EDGES, { after })) as { page: { edges: { cursor: string }[] } };
  const there = 'query There($offset: Int!) { page: allPremises(first: 200, offset: $offset, orderBy: [CREATED_AT_DESC, PRIMARY_KEY_DESC]) { edges { cursor } } }';
  const peer = ask.postgraphile && ((await ask.postgraphile(there, { offset: from })) as { page: { edges: { cursor: string }[] } });
  const { rows } = await asOwner(url, (owner) => owner.query('select created_at::text as at, id from enterprises.premises order by created_at desc, id desc limit 200 offset $1', [from]));
  const cursorOf = ({ cursor }: { cursor: string }) => cursor;
  return { ours: edges.page.edges.map(cursorOf), postgraphile: peer ? peer.page.edges.map(cursorOf) : [], raw: rows.map(({ at, id }) => [at, id]) };
}
