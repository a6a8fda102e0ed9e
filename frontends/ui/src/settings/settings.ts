import { reactive, watch } from 'vue';
import { language } from '../words/language';
import { readKept } from './kept';
import { keepLook, whenArrived } from './preferences';

const choices = { theme: ['light', 'dark'], density: ['compact', 'medium', 'loose'], textSize: ['1', '1.125', '1.25'] } as const;
type Choices = typeof choices;
interface Look {
  theme: Choices['theme'][number];
  density: Choices['density'][number];
  textSize: Choices['textSize'][number];
  menuFolded: boolean;
}

const read = (name: string) => localStorage.getItem(`md:${name}`);
const byDefault = (): Look => ({ theme: globalThis.matchMedia?.('(prefers-color-scheme: dark)').matches ? 'dark' : 'light', density: 'compact', textSize: '1', menuFolded: false });
/** What of it is known; of another release, or typed by hand, the rest stays as it is. */
const known = (given: Partial<Record<string, unknown>>): Partial<Look> =>
  Object.fromEntries(Object.entries(given).filter(([name, value]) => (name === 'menuFolded' ? typeof value === 'boolean' : Object.hasOwn(choices, name) && (choices[name as keyof Choices] as readonly unknown[]).includes(value))));

/** How the person likes the portal to look: in this browser at once, and in every other one they sign in at. */
export const settings = reactive<Look>({ ...byDefault(), ...known({ theme: read('theme'), density: read('density'), textSize: read('textSize'), menuFolded: read('menuFolded') === 'true' }) });

watch(
  settings,
  ({ theme, density, menuFolded, textSize }) => {
    Object.assign(document.documentElement.dataset, { theme, density, textSize });
    for (const [name, value] of Object.entries({ theme, density, menuFolded, textSize })) localStorage.setItem(`md:${name}`, String(value));
  },
  { immediate: true },
);
watch([settings, language], () => keepLook({ ...settings, language: language.value }));

/** The look of this browser was somebody else's, or it is the person's own. */
whenArrived((whose) => {
  const look = readKept<Record<string, unknown>>(`look:${whose}`);
  const before = read('lookOf');
  if (look) {
    Object.assign(settings, known(look));
    if (look['language'] === 'zh' || look['language'] === 'en') language.value = look['language'];
  } else if (before !== null && before !== whose) resetLook();
  localStorage.setItem('md:lookOf', whose);
});

/** As the portal looks to somebody new. */
export const resetLook = () => {
  Object.assign(settings, byDefault());
  language.value = 'zh';
};
