import { actor, ask } from '@moduan/ui';
import { ref, watch } from 'vue';

/** The city of this installation, as its people call it; empty until known. */
export const city = ref('');

const document = 'query City { areas(filter: { level: [CITY], ended: false }, first: 1) { nodes { name } } }';

watch(
  actor,
  async (someone) => {
    if (!someone) return;
    const found = await ask<{ areas: { nodes: { name: string }[] } }>(document).catch(() => undefined);
    city.value = found?.areas.nodes[0]?.name ?? '';
  },
  { immediate: true },
);
