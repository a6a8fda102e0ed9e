import { serviceBuild } from '../kernel/build/server-build.mjs';

export default serviceBuild(import.meta.dirname, 'enterprises');
