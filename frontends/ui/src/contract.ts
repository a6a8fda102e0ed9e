import type { Label } from '@moduan/schema';
import type { RouteRecordRaw } from 'vue-router';
import type { IconName } from './basics/icon-shapes';
import type { RegisterCard } from './register/catalogue';

/** Raised when shell and departments can no longer understand each other. */
export const contractVersion = 1;

/** What a department's `module` exports: routes below `/<name>/`, nothing else. Title and menu stand in its `department.json`. */
export interface Department {
  readonly contract: typeof contractVersion;
  readonly name: string;
  readonly routes: readonly RouteRecordRaw[];
}
export const defineDepartment = (department: Department): Department => department;

export interface MenuItem {
  readonly title: Label;
  readonly path: string;
  /** Shown to those who hold it; everybody when absent. */
  readonly permission?: string;
  /** Shown only until that has come about: the city has been set up. */
  readonly until?: 'city-set-up';
}
/** `department.json`: what the shell must know before it loads the department. */
export interface DepartmentCard {
  readonly contract: number;
  readonly name: string;
  readonly title: Label;
  readonly icon: IconName;
  readonly order: number;
  readonly menu: readonly MenuItem[];
}
/** `portal-manifest.json`, made by the build. */
export interface PortalManifest {
  readonly contract: number;
  /** How long a department is waited for, in milliseconds; 15 seconds when absent. */
  readonly patience?: number;
  readonly departments: readonly (DepartmentCard & { readonly entry: string })[];
  readonly registers: readonly RegisterCard[];
}
