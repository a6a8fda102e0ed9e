import { ask, command, forgetLists, may } from '@moduan/ui';
import { ref, shallowRef } from 'vue';
import { runsOf, steps, type Counts, type StepKey, type Upload } from './steps';

interface City {
  readonly code: string | null;
  readonly name: string | null;
  readonly finishedAt: string | null;
}

/** How far the city is: counts and last uploads, each asked for by itself, so that what one may not read hides nothing else. */
export const useSetUp = () => {
  const city = shallowRef<City>();
  const counts = shallowRef<Partial<Record<StepKey, Counts>>>({});
  const uploads = shallowRef<Readonly<Record<string, Upload | undefined>>>({});
  const ready = ref(false);

  const quietly = async <T>(text: string, variables: Record<string, unknown> = {}) => ask<T>(text, variables).catch(() => undefined);
  const read = async () => {
    city.value = (await ask<{ setUp: City }>('query CitySetUp { setUp { code name finishedAt } }')).setUp;
    const found = await Promise.all(steps.map(async ({ key, counts: text }) => [key, await quietly<Counts>(text)] as const));
    counts.value = Object.fromEntries(found.filter(([, answer]) => answer));
    const importing = steps.flatMap(({ registers }) => registers).filter(({ noun }) => may(`${noun}.import`));
    const last = await Promise.all(importing.map(async (register) => [register.many, (await quietly<{ runs: Upload[] }>(runsOf(register), { register: register.many }))?.runs[0]] as const));
    uploads.value = Object.fromEntries(last);
    ready.value = true;
  };
  const takeRoles = async () => {
    const { takeStarterRoles } = await command<{ takeStarterRoles: readonly object[] }>('mutation TakeStarterRoles { takeStarterRoles { id name } }', {});
    void forgetLists('roles', 'roleSummary');
    await read();
    return takeStarterRoles.length;
  };
  const finish = async () => {
    await command('mutation FinishSetUp { finishSetUp { code name finishedAt } }', {});
    // The menu leaves the entry out from now on.
    void forgetLists('setUp');
    await read();
  };
  return { city, counts, uploads, ready, read, takeRoles, finish };
};
