// Writes docs/roles.md anew.
import { writeFileSync } from 'node:fs';
import { inRoot } from '../run/workspace.mjs';
import { rolesMatrix } from './roles-matrix';

writeFileSync(inRoot('docs', 'roles.md'), rolesMatrix());
