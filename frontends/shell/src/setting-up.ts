import { actor, may, useQuery } from '@moduan/ui';
import { computed, effectScope } from 'vue';

const document = 'query SettingUp { setUp { real finishedAt } }';

/** A real city whose set-up no administrator has declared done; asked by those alone who do it, and read anew when it is finished. */
const asked = effectScope(true).run(() => useQuery<{ setUp: { real: boolean; finishedAt: string | null } }>(() => (actor.value && may('account.administer') ? { text: document } : null)))!;
export const settingUp = computed(() => asked.data.value?.setUp.real === true && asked.data.value.setUp.finishedAt === null);
