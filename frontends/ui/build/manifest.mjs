import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { portalFolder } from './portal.mjs';

/** portal-manifest.json: the departments from their department.json and every register by its GraphQL type. */
const workspace = resolve(import.meta.dirname, '../../..');
const contract = 1;

const departments = readdirSync(join(workspace, 'frontends'))
  .map((folder) => join(workspace, 'frontends', folder, 'department.json'))
  .filter((file) => statSync(file, { throwIfNoEntry: false }))
  .map((file) => JSON.parse(readFileSync(file, 'utf8')))
  .map((card) => ({ ...card, entry: `/remotes/${card.name}/remoteEntry.js` }))
  .sort((one, other) => one.order - other.order);

const schema = join(workspace, 'shared-schema/src');
const files = readdirSync(schema, { recursive: true }).filter((file) => /^[^/]+\/.*\.ts$/.test(file) && !file.endsWith('.test.ts') && !file.startsWith('codes/'));
const exported = (await Promise.all(files.map((file) => import(pathToFileURL(join(schema, file)).href)))).flatMap(Object.values);
const isRegister = (value) => Boolean(value?.service && value.type && value.many && value.fields);
const registers = [...new Map(exported.filter(isRegister).map((register) => [register.type, register])).values()].map(({ service, type, noun, one, many, title, label, fields, can }) => ({
  service, type, noun, one, many, title, label,
  searched: can.includes('amend') && Object.values(fields).some(({ search }) => search),
  placed: fields.areaCode?.kind === 'area',
}));
if (!departments.length || !registers.length) throw new Error('portal-manifest: no department or no register found');

mkdirSync(portalFolder, { recursive: true });
writeFileSync(join(portalFolder, 'portal-manifest.json'), JSON.stringify({ contract, departments, registers }));
process.stdout.write(`portal-manifest: ${departments.length} departments, ${registers.length} registers\n`);
