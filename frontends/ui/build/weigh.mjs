import { readdirSync, readFileSync } from 'node:fs';
import { join, posix, relative, resolve } from 'node:path';
import { gzipSync } from 'node:zlib';
import { portalFolder } from './portal.mjs';

/** Weighs what a person loads: the shell until the first page, and each department of its own. Also looks for second copies of what is shared. */
const limits = { shell: 200_000, department: 150_000 };
const read = (file) => readFileSync(join(portalFolder, file), 'utf8');
const gzip = (file) => gzipSync(read(file), { level: 9 }).length;
const kilobytes = (bytes) => `${(bytes / 1000).toFixed(1)} kB`;

/** Scripts that a script imports: at once, or with those it loads while it starts. */
const importsOf = (file) => [...read(file).matchAll(/(?:\bfrom|\bimport)\s*["'`](\.{1,2}\/[^"'`]+\.js)["'`]/g)].map(([, path]) => posix.join(posix.dirname(file), path));
const closure = (files, seen = new Set()) => {
  for (const file of files) if (!seen.has(file)) closure(importsOf(file), seen.add(file));
  return seen;
};

const assets = readdirSync(join(portalFolder, 'assets')).filter((file) => file.endsWith('.js')).map((file) => `assets/${file}`);
const entries = [...read('index.html').matchAll(/(?:src|href)="\/([^"]+\.js)"/g)].map(([, file]) => file);
/** The federation's own files and the shares that every page needs are loaded by name, not by import. */
const started = assets.filter((file) => /mf-entry-bootstrap|hostInit|localSharedImportMap|loadShare|prebuild|[/]index-|[/]src-/.test(file));
const shell = [...closure([...entries, ...started, 'remoteEntry.js'])];
const shellWeight = shell.reduce((sum, file) => sum + gzip(file), 0);

const failures = [];
const report = (name, bytes, limit) => {
  process.stdout.write(`${name.padEnd(24)} ${kilobytes(bytes).padStart(10)} of ${kilobytes(limit)}\n`);
  if (bytes > limit) failures.push(`${name} is ${kilobytes(bytes)}, more than ${kilobytes(limit)}`);
};
report('shell', shellWeight, limits.shell);

const scriptsIn = (folder) => readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.name.endsWith('.js')).map((entry) => relative(portalFolder, resolve(entry.parentPath, entry.name)));
const remotes = join(portalFolder, 'remotes');
const departments = readdirSync(remotes);
for (const name of departments) report(name, scriptsIn(join(remotes, name)).reduce((sum, file) => sum + gzip(file), 0), limits.department);

/** A text that stands in one script as long as there is one copy, whatever the minifier does. */
const marks = { vue: '__v_isVNode', apollo: 'ROOT_QUERY', 'element-plus': 'ElDatePicker' };
const scripts = scriptsIn(portalFolder).map((file) => [file, read(file)]);
for (const [library, mark] of Object.entries(marks)) {
  const holders = scripts.filter(([, text]) => text.includes(mark)).map(([file]) => file);
  process.stdout.write(`${library.padEnd(24)} ${String(holders.length).padStart(7)} copy\n`);
  if (holders.length !== 1) failures.push(`${library} should be there once: ${holders.join(', ') || 'nowhere'}`);
}

for (const failure of failures) process.stderr.write(`${failure}\n`);
process.exit(failures.length ? 1 : 0);
