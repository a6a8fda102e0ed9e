// PostGraphile on the same tables: without a session and without a jurisdiction, production mode, prepared statements.
import { createServer } from 'node:http';

// Installed beside this file alone, by the command that measures.
const [{ postgraphile }, { PostGraphileAmberPreset }, { makePgService }, { grafserv }, { PostGraphileConnectionFilterPreset }, { jsonPgSmartTags }] = await Promise.all(
  ['postgraphile', 'postgraphile/presets/amber', 'postgraphile/adaptors/pg', 'postgraphile/grafserv/node', 'postgraphile-plugin-connection-filter', 'postgraphile/utils'].map((name) => import(name)),
);

const offered = new Set(['enterprises.premises', 'enterprises.operator', 'grids.area']);
const classes = ['premises', 'operator', 'licence', 'star', 'audit', 'idempotency', 'import_run', 'import_row', 'migration', 'area_copy', 'alias_copy', 'grid_copy'];
const hidden = [...classes.map((name) => `enterprises.${name}`), ...['area', 'alias', 'grid', 'audit', 'idempotency', 'import_run', 'import_row', 'migration'].map((name) => `grids.${name}`)].filter((name) => !offered.has(name));
const tags = {
  version: 1,
  config: {
    class: {
      ...Object.fromEntries(hidden.map((name) => [name, { tags: { behavior: '-*' } }])),
      'grids.area': { tags: { unique: 'code' } },
      'enterprises.premises': { tags: { foreignKey: '(area_code) references grids.area (code)|@fieldName area' } },
    },
  },
};

const connection = new URL(process.env.DATABASE_URL);
connection.searchParams.set('application_name', 'bench postgraphile');
const instance = postgraphile({
  extends: [PostGraphileAmberPreset, PostGraphileConnectionFilterPreset],
  plugins: [jsonPgSmartTags(tags)],
  disablePlugins: ['PgIndexBehaviorsPlugin'], // it hides filters on columns without an index of their own
  pgServices: [makePgService({ connectionString: connection.toString(), schemas: ['enterprises', 'grids'], poolConfig: { max: 10 } })],
  grafserv: { graphiql: false, watch: false, graphqlPath: '/graphql' },
  grafast: { explain: false },
  schema: { connectionFilterArrays: true },
});
const server = createServer();
const serv = instance.createServ(grafserv);
await serv.addTo(server);
server.listen(0, '127.0.0.1', () => process.stdout.write(`${JSON.stringify({ ready: true, url: `http://127.0.0.1:${server.address().port}` })}\n`));
process.on('SIGTERM', () => process.exit(0));
