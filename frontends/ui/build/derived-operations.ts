import type { Register } from '@moduan/schema';
import { areaNames, areaSearch, formerNames, gridNames } from '../src/fields/area-documents';
import { endFileDocument, filesDocument, takesFiles } from '../src/files/files';
import { rowsDocument, runDocument, runsDocument, stepDocuments } from '../src/import/run';
import { actionsOf } from '../src/record/actions';
import { addToCatalogue, allCards } from '../src/register/catalogue';
import { countsDocument, listDocument, mutationDocument, recordDocument, referenceSearchDocument, revealDocument, summaryDocument, togetherDocument } from '../src/register/documents';
import { alsoListed, alsoRead } from '../src/register/proposals';
import type { RegisterScreen } from '../src/register/screen';
import { searchDocument } from '../src/search/search-document';
import { dimensionsOf } from '../src/summary/dimensions';

type Module = Readonly<Record<string, unknown>>;
const exportsOf = (modules: Readonly<Record<string, unknown>>) => Object.values(modules).flatMap((module) => Object.values(module as Module));

const isRegister = (value: unknown): value is Register => Boolean(value && typeof value === 'object' && 'service' in value && 'many' in value && 'fields' in value);
const isScreen = (value: unknown): value is RegisterScreen => Boolean(value && typeof value === 'object' && 'register' in value && isRegister((value as RegisterScreen).register));

const registers = [...new Map(exportsOf(import.meta.glob(['../../../shared-schema/src/*/*.ts', '!**/*.test.ts'], { eager: true })).filter(isRegister).map((register) => [register.type, register])).values()];
const screens = new Map(exportsOf(import.meta.glob('../../*/src/**/*.screen.ts', { eager: true })).filter(isScreen).map((screen) => [screen.register.type, screen]));

/** Views that stand beside a list at most; each is counted. */
const MOST_VIEWS = 24;

function operationsOf(screen: RegisterScreen): string[] {
  const register = screen.register as Register;
  const actions = actionsOf(screen);
  const dimensions = dimensionsOf(register);
  const mutations = [
    ...(register.can.includes('create') ? [`create${register.type}`] : []),
    ...(register.can.includes('amend') ? [`amend${register.type}`] : []),
    ...actions.flatMap(({ mutation, together }) => (mutation && !together ? [mutation] : [])),
  ];
  const imports = register.can.includes('import') ? [runDocument(register), runsDocument(register), rowsDocument(register), ...Object.values(stepDocuments(register))] : [];
  return [
    listDocument(register), recordDocument(register),
    listDocument(register, alsoListed(screen, false)), listDocument(register, alsoListed(screen, true)), recordDocument(register, alsoRead(screen)),
    ...Array.from({ length: MOST_VIEWS }, (_, index) => countsDocument(register, index + 1)),
    ...(dimensions.length ? [summaryDocument(register, []), ...dimensions.map((dimension) => summaryDocument(register, [dimension]))] : []),
    ...mutations.map((mutation) => mutationDocument(register, mutation)),
    ...actions.flatMap(({ mutation, together }) => (together ? [togetherDocument(register, mutation, together)] : [])),
    ...(Object.values(register.fields).some(({ kind }) => kind === 'secret') ? [revealDocument(register)] : []),
    referenceSearchDocument(register.type, register.many, register.title),
    ...(takesFiles(register) ? [filesDocument(register), endFileDocument(register)] : []),
    ...imports,
  ];
}

/** What the portal asks for because of its registers and screens; documents written out stand in its sources. */
export function derivedOperations(): readonly string[] {
  addToCatalogue(registers);
  return [...registers.flatMap((register) => operationsOf(screens.get(register.type) ?? { register })), searchDocument(allCards()), gridNames, areaNames, formerNames, areaSearch(true), areaSearch(false)];
}
