/** Who may import whom: one rule per layer, no line is added for a new domain. */
const TEST = '\\.test\\.ts$';
const DOMAIN = '^services/(?!kernel/)([^/]+)/';
const forbidden = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to });

module.exports = {
  forbidden: [
    forbidden('no-cycles', 'A module that needs itself cannot be understood alone.', {}, { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } }),
    forbidden('resolvable', 'Every import leads somewhere.', {}, { couldNotResolve: true }),
    forbidden('schema-imports-nothing', 'The schema is understood by both sides and knows neither.', { path: '^shared-schema/src/' }, { path: '^(services|gateway|frontends|tools|e2e)/' }),
    forbidden('kernel-never-a-domain', 'The kernel has mechanisms only.', { path: '^services/kernel/' }, { path: `${DOMAIN}|^(gateway|frontends|tools|e2e)/` }),
    forbidden('domain-never-a-domain', 'A domain asks the graph, or hears an event.', { path: DOMAIN }, { path: DOMAIN, pathNot: '^services/$1/' }),
    forbidden('service-on-kernel-and-schema', 'A service stands on kernel and schema.', { path: DOMAIN }, { path: '^(gateway|frontends|e2e)/|^tools/(?!demo/)' }),
    forbidden('gateway-by-composition', 'One file runs the services in this process.', { path: '^gateway/', pathNot: `^gateway/src/composition\\.ts$|${TEST}` }, { path: DOMAIN }),
    forbidden('gateway-not-portal', 'The gateway serves the portal as files.', { path: '^gateway/src/' }, { path: '^(frontends|e2e)/|^tools/(?!demo/)' }),
    forbidden('ui-on-schema', 'The design system knows no department and no server.', { path: '^frontends/ui/' }, { path: '^(services|gateway|tools|e2e)/|^frontends/(?!ui/)' }),
    forbidden('remote-on-ui-and-schema', 'A department knows neither another department nor a server.', { path: '^frontends/(?!ui/)([^/]+)/' }, { path: '^(services|gateway|tools|e2e)/|^frontends/(?!ui/)', pathNot: '^frontends/$1/' }),
    forbidden('element-plus-in-ui', 'ui alone knows element-plus.', { path: '^(shared-schema|services|gateway|frontends)/', pathNot: '^frontends/ui/' }, { path: 'node_modules/element-plus' }),
    forbidden('tools-public-doors', 'Tools and journeys use what a service shows.', { path: '^(tools|e2e)/' }, { path: '^(gateway|frontends)/|\\.(entity|policy|lifecycle|resolver)\\.ts$|^services/[^/]+/migrations/' }),
    forbidden('tables-import-no-package', 'Whoever knows the regulations reviews lifecycle and policy without a library.', { path: '\\.(lifecycle|policy)\\.ts$' }, { path: 'node_modules/' }),
    forbidden('resolvers-by-subgraph', 'Only the subgraph and tests import resolvers.', { path: DOMAIN, pathNot: `subgraph\\.ts$|${TEST}` }, { path: '\\.resolver\\.ts$' }),
    forbidden('resolvers-no-orm', 'A resolver has names and types only.', { path: '\\.resolver\\.ts$' }, { path: 'node_modules/(@mikro-orm|kysely|pg)/' }),
    forbidden('tests-stay-tests', 'No product code leans on a test.', { path: '^(shared-schema|services|gateway|frontends)/', pathNot: `${TEST}|/testing/` }, { path: `${TEST}|/testing/` }),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(dist|coverage|\\.nx)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.base.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'types', 'node', 'default', 'require'],
      extensions: ['.ts', '.mjs', '.js', '.cjs', '.vue', '.json', '.css'],
    },
  },
};
