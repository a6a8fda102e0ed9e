import type { NamedMigration } from '@moduan/kernel';
import { AccountsHeld } from './2026-11-22-accounts-held';
import { AreaChangesHeard } from './2026-11-22-area-changes-heard';
import { OfficesReferences } from './2026-11-22-offices-references';
import { OfficesTables } from './2026-11-22-offices-tables';
import { PostsAndDeputies } from './2026-11-22-posts-and-deputies';
import { PreferencesAndScreenLocks } from './2026-11-22-preferences-and-screen-locks';
import { RealCity } from './2026-11-22-real-city';
import { SignInsMarked } from './2026-11-22-sign-ins-marked';

/** In the order in which they run; the list only grows. */
export const migrations: readonly NamedMigration[] = [
  { name: '2026-11-22-offices-tables', class: OfficesTables },
  { name: '2026-11-22-offices-references', class: OfficesReferences },
  { name: '2026-11-22-accounts-held', class: AccountsHeld },
  { name: '2026-11-22-posts-and-deputies', class: PostsAndDeputies },
  { name: '2026-11-22-sign-ins-marked', class: SignInsMarked },
  { name: '2026-11-22-real-city', class: RealCity },
  { name: '2026-11-22-area-changes-heard', class: AreaChangesHeard },
  { name: '2026-11-22-preferences-and-screen-locks', class: PreferencesAndScreenLocks },
];
