import { readFileSync, writeFileSync } from 'node:fs';
import { composeServices } from '@theguild/federation-composition';
import { buildSubgraph, withImports } from '@moduan/kernel';
import { print, type DocumentNode } from 'graphql';
import { definitions } from '../composition';

/** Writes every service's `schema.graphql` and the supergraph; with `--check` it only says which are stale. */
const check = process.argv.includes('--check');
const stale: string[] = [];

function emit(path: string, text: string): void {
  if (check) {
    let known = '';
    try {
      known = readFileSync(path, 'utf8');
    } catch {
      // A file that is not there is stale like any other.
    }
    if (known !== text) stale.push(path);
  } else writeFileSync(path, text);
}

const services: { name: string; url: string; typeDefs: DocumentNode }[] = [];
for (const definition of definitions) {
  const { name, typeDefs } = await buildSubgraph(withImports(definition));
  services.push({ name, url: `http://${name}.moduan/graphql`, typeDefs });
  emit(`services/${name}/schema.graphql`, `${print(typeDefs)}\n`);
}
const composed = composeServices(services);
if (!composed.supergraphSdl) {
  process.stderr.write(`${composed.errors?.map(({ message }) => message).join('\n')}\n`);
  process.exit(1);
}
emit('shared-schema/supergraph.graphql', composed.supergraphSdl);
if (stale.length) {
  process.stderr.write(`Stale: ${stale.join(', ')}; run "npm run schema"\n`);
  process.exit(1);
}
