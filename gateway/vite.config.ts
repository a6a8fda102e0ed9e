import { serverBuild } from '../services/kernel/build/server-build.mjs';

/** The gateway with all services in one process, and what runs beside services of their own. */
export default serverBuild(import.meta.dirname, { main: 'src/main.ts', worker: 'src/worker.ts', migrate: 'src/migrate.ts' }, '../dist/gateway');
