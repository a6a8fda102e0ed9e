import { reactive, watch } from 'vue';

type Theme = 'light' | 'dark';
type Density = 'compact' | 'medium' | 'loose';
type TextSize = '1' | '1.125' | '1.25';

const read = (name: string) => localStorage.getItem(`md:${name}`);
const preferred: Theme = globalThis.matchMedia?.('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';

/** How the person likes the portal to look; kept in this browser. */
export const settings = reactive<{ theme: Theme; density: Density; menuFolded: boolean; textSize: TextSize }>({
  theme: (read('theme') as Theme | null) ?? preferred,
  density: (read('density') as Density | null) ?? 'compact',
  menuFolded: read('menuFolded') === 'true',
  textSize: (read('textSize') as TextSize | null) ?? '1',
});

watch(
  settings,
  ({ theme, density, menuFolded, textSize }) => {
    Object.assign(document.documentElement.dataset, { theme, density, textSize });
    for (const [name, value] of Object.entries({ theme, density, menuFolded, textSize })) localStorage.setItem(`md:${name}`, String(value));
  },
  { immediate: true },
);
