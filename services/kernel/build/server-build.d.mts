import type { UserConfig } from 'vite';

export function serverBuild(root: string, input: Readonly<Record<string, string>>, outDir: string): UserConfig;
export function serviceBuild(root: string, name: string): UserConfig;
