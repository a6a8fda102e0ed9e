import { sealAudit, unsealedSince, type DatabaseSettings } from '@moduan/kernel';
import type { Client } from 'pg';
import { expect } from 'vitest';
import { definitions } from '../composition';

/** Seals until everything that stands there is sealed: other databases of the run have transactions under way too, and the clock waits for all. */
export const sealAll = (owner: Client, settings: DatabaseSettings): Promise<void> =>
  expect
    .poll(async () => {
      await sealAudit(settings, definitions);
      return unsealedSince(owner, definitions);
    }, { timeout: 15_000 })
    .toBeNull();
