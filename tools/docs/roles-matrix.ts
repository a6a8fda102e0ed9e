import 'reflect-metadata';
import { enterprises } from '@moduan/enterprises';
import { gridsService } from '@moduan/grids';
import { offices } from '@moduan/offices';
import type { Field, Label } from '@moduan/schema';
import { enterprisesRegisters } from '@moduan/schema/enterprises/registers';
import { gridsRegisters } from '@moduan/schema/grids/registers';
import { officesRegisters } from '@moduan/schema/offices/registers';
import { classOf, type PermissionClass } from '@moduan/schema/offices/permission-classes';
import { permissionConstant, permissionLabels } from '@moduan/schema/offices/permissions';
import { demoRoles } from '../demo/roles';

/** How to write the matrix anew. */
export const COMMAND = 'node --import @oxc-node/core/register tools/docs/write-roles.ts';

const signs = {
  read: ['R', '查看'],
  create: ['C', '登记'],
  amend: ['A', '修改'],
  end: ['E', '终止'],
  import: ['I', '导入'],
  export: ['X', '导出'],
  reveal: ['V', '看完整个人信息'],
} as const;
type Action = keyof typeof signs;

interface Described {
  readonly noun: string;
  readonly label: Label;
  readonly can: readonly string[];
  readonly fields: Readonly<Record<string, Field>>;
}

/** Each service has its own trail; who may read it is said once. */
const registers: readonly Described[] = [...new Map([...officesRegisters, ...gridsRegisters, ...enterprisesRegisters].map((register): [string, Described] => [register.noun, register])).values()];

/** What a register lets anybody do: reading always, looks at full values where something is masked. */
function actionsOf({ can, fields }: Described): Action[] {
  const masked = Object.values(fields).some(({ kind }) => kind === 'secret');
  return (Object.keys(signs) as Action[]).filter((action) => action === 'read' || (action === 'reveal' ? masked : can.includes(action)));
}

const row = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
const table = (head: readonly string[], rows: readonly (readonly string[])[]) => [row(head), row(head.map(() => '---')), ...rows.map(row)].join('\n');
const holds = (permissions: readonly string[], code: string) => permissions.includes(permissionConstant(code));

/** What a change of the register is for. */
const classes: Readonly<Record<PermissionClass, string>> = { administrative: '管理', business: '业务', places: '区划', reading: '查看' };

const offered = new Set(registers.flatMap((register) => actionsOf(register).map((action) => `${register.noun}.${action}`)));
const plain = new RegExp(`\\.(${Object.keys(signs).join('|')})$`);
const special = Object.keys(permissionLabels).filter((code) => !plain.test(code));

function registerRows(): string[][] {
  return registers.map((register) => [
    `${register.label.zh} \`${register.noun}\``,
    classes[classOf(`${register.noun}.amend`)],
    ...demoRoles.map(({ permissions }) => actionsOf(register).filter((action) => holds(permissions, `${register.noun}.${action}`)).map((action) => signs[action][0]).join('') || '·'),
  ]);
}

const specialRows = () => special.map((code) => [`${permissionLabels[code]!.zh} \`${code}\``, classes[classOf(code)], ...demoRoles.map(({ permissions }) => (holds(permissions, code) ? '✓' : '·'))]);

/** Reference data: the permission to read is not asked. */
const open = [offices, gridsService, enterprises].flatMap(({ things }) => things.filter(({ scope }) => scope.open).map(({ register }) => register.label.zh as string));

/** Permissions that stand in a register's way of working but that no role of the demonstration has. */
const unheld = () => [...offered, ...special].filter((code) => !demoRoles.some(({ permissions }) => holds(permissions, code)));

/** `docs/roles.md`: who may do what in the demonstration city. */
export function rolesMatrix(): string {
  const legend = Object.entries(signs).map(([action, [sign, zh]]) => `**${sign}** ${action} ${zh}`).join(', ');
  const head = ['', '', ...demoRoles.map((_, i) => String(i + 1))];
  return `# Roles of the demonstration city

Written by \`${COMMAND}\` from \`tools/demo/roles.ts\` and the registers; a test fails when it is stale.

A role says *what*; *where* comes from the appointment: an area prefix, for industry departments narrowed to lines of work.
A permission without a reach gives nothing. Roles are records of the register of roles (岗位角色), so a city changes them without a release.
A deputy has the rows of the principal's role in the area of that post, on the days named, and passes nothing on.
Who holds a post of class 管理 holds none of class 业务, in one role or in several ([ADR 15](adr/0015-who-administers-decides-nothing.md)).
\`tools/docs/roles-policy.test.ts\` asks every policy what it answers, inside and outside of the area, and compares it with this page.

${table(['', 'role 角色', 'meant for'], demoRoles.map(({ name, note }, i) => [String(i + 1), name, note]))}

${legend}. An action that a register does not offer has no letter.
Reference data is read by whoever is signed in, letter or not: ${open.join('、')}.

${table(head, registerRows())}

Beside the registers:

${table(head, specialRows())}

Offered by the product, held by no role of the demonstration: ${unheld().map((code) => `\`${code}\``).join(', ') || 'nothing'}.
`;
}
