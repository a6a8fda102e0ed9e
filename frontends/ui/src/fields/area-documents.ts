const page = 'pageInfo { hasNextPage endCursor }';
const areaPage = `nodes { code name path } ${page}`;
const gridPage = `nodes { code: areaCode name } ${page}`;

export const gridNames = `query GridNames($inside: [String!], $after: String) { areas: grids(filter: { areaCode: $inside, ended: false }, first: 200, after: $after) { ${gridPage} } }`;
export const areaNames = `query AreaNames($prefix: String, $level: [AreaLevel!], $ended: Boolean, $after: String) { areas(filter: { code: { startsWith: $prefix }, level: $level, ended: $ended }, orderBy: { field: CODE, direction: ASC }, first: 200, after: $after) { ${areaPage} } }`;

/** Divisions by name or code, with the grids for those whose post reads them. */
export const areaSearch = (withGrids: boolean) =>
  `query AreaSearch($search: String!) { areas(filter: { search: $search, ended: false }, first: 30) { ${areaPage} } ${withGrids ? `grids(filter: { search: $search, ended: false }, first: 10) { ${gridPage} }` : ''} }`;

/** Names of codes that went with a re-organisation. */
export const formerNames = `query FormerNames($codes: [String!]) { areas: areaChanges(filter: { fromCode: $codes }, first: 200) { nodes { code: fromCode name: fromName } ${page} } }`;
