import type { UserConfig } from 'vite';

export const portalFolder: string;
export function shellConfig(root: string): UserConfig;
export function departmentConfig(root: string, name: string): UserConfig;
