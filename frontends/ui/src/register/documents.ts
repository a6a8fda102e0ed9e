import { enumName, relationName, type Field, type Register } from '@moduan/schema';
import { findCard } from './catalogue';

/** How a field is read: itself, and for areas and references the name of what it points to. */
const selectField = ([name, field]: [string, Field]): string => {
  if (field.kind === 'area') return `${name} ${relationName(name)} { code name path }`;
  if (field.kind !== 'reference' && field.kind !== 'references') return name;
  const card = findCard(field.to);
  return card ? `${name} ${relationName(name)} { id ${card.title} }` : name;
};

const always = 'id version createdAt updatedAt createdByName endedAt endReason allowedActions';
export const selectRecord = (register: Register, wanted: (name: string, field: Field) => boolean = () => true) =>
  [always, ...Object.entries(register.fields).filter(([name, field]) => name === register.title || wanted(name, field)).map(selectField)].join(' ');

const inputName = (mutation: string) => enumName('', mutation) + 'Input';

/** Fields that a list reads only when somebody wants to see them; the others it always reads. Boundaries are never listed. */
const optional = (register: Register) => Object.entries(register.fields).filter(([name, field]) => !field.column && name !== register.title && field.kind !== 'geometry');
const wish = (name: string) => `with_${name}`;

/** The same text for whatever columns: which of them are wanted is said by `listColumns`. */
export const listDocument = (register: Register, more = '') => `
  query ${register.type}List($filter: ${register.type}Filter, $orderBy: ${register.type}Order, $first: Int, $after: String, $last: Int, $before: String${optional(register).map(([name]) => `, $${wish(name)}: Boolean = false`).join('')}) {
    list: ${register.many}(filter: $filter, orderBy: $orderBy, first: $first, after: $after, last: $last, before: $before) {
      nodes { ${selectRecord(register, (_name, field) => field.column === true)} ${optional(register).map((each) => selectWhen(each)).join(' ')} ${more} }
      pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
      totalCount
    }
  }`;

/** A field, and the name of what it points to, read when it is wished for. */
const selectWhen = ([name, field]: [string, Field]): string => selectField([name, field]).replace(/^(\w+)(?: (\w+))?/, (_all, own: string, named?: string) => [own, named].flatMap((each) => (each ? `${each} @include(if: $${wish(name)})` : [])).join(' '));

/** Variables of the list that say which columns are wanted. */
export const listColumns = (register: Register, columns: readonly string[]): Record<string, true> =>
  Object.fromEntries(optional(register).flatMap(([name]) => (columns.includes(name) ? [[wish(name), true] as const] : [])));

/** One query that counts several filters of a register: `c0`, `c1`, … */
export const countsDocument = (register: Register, n: number) => {
  const all = Array.from({ length: n }, (_, index) => index);
  return `query ${register.type}Counts(${all.map((i) => `$f${i}: ${register.type}Filter`).join(' ')}) {
    ${all.map((i) => `c${i}: ${register.many}(filter: $f${i}, first: 1) { totalCount }`).join(' ')}
  }`;
};

export const recordDocument = (register: Register, more = '') => `
  query ${register.type}Record($id: ID!) {
    record: ${register.one}(id: $id) {
      ${selectRecord(register)} ${more}
      history(first: 50) { id at action actorName onBehalfOf reason requestId changes { field from to } }
    }
  }`;

/** A mutation of the register that takes one input and answers the record. */
export const mutationDocument = (register: Register, mutation: string) => `
  mutation ${enumName('', mutation)}($input: ${inputName(mutation)}!) {
    record: ${mutation}(input: $input) { ${selectRecord(register)} }
  }`;

/** A mutation that takes many records in one input and answers which were changed and which were not. */
export const togetherDocument = (register: Register, mutation: string, { done, more = '' }: { readonly done: string; readonly more?: string }) => `
  mutation ${enumName('', mutation)}($input: ${inputName(mutation)}!) {
    answer: ${mutation}(input: $input) { done: ${done} { ${selectRecord(register)} } refused { id name message } ${more} }
  }`;

export const revealDocument = ({ type }: Register) => `
  mutation Reveal${type}($input: RevealInput!) { value: reveal${type}(input: $input) }`;

/** Records of another register by what the person typed, or by id. */
export const referenceSearchDocument = (type: string, many: string, title: string) => `
  query ${type}Search($filter: ${type}Filter, $first: Int!) {
    found: ${many}(filter: $filter, first: $first) { nodes { id ${title} } }
  }`;

export const summaryDocument = (register: Register, dimensions: readonly { readonly key: string; readonly constant: string }[]) => `
  query ${register.type}Summary($filter: ${register.type}Filter) {
    summary: ${register.one}Summary(filter: $filter) {
      total
      ${dimensions.map(({ key, constant }) => `${key}: by(dimension: ${constant}) { value count }`).join('\n      ')}
    }
  }`;

export const rootFields = (register: Register) => [register.many, `${register.one}Summary`];
