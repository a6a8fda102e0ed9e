import { shellConfig } from '@moduan/ui/build/portal.mjs';
import { defineConfig } from 'vite';

export default defineConfig(shellConfig(import.meta.dirname));
