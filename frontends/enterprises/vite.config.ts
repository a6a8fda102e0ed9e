import { departmentConfig } from '@moduan/ui/build/portal.mjs';
import { defineConfig } from 'vite';

export default defineConfig(departmentConfig(import.meta.dirname, 'enterprises'));
