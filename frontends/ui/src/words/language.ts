import type { Label } from '@moduan/schema';
import { ref, watch } from 'vue';

export type Language = 'zh' | 'en';
type Values = Record<string, string | number>;

const stored = () => {
  try {
    return localStorage.getItem('md:language');
  } catch {
    return null;
  }
};

/** The language of the whole portal; Chinese unless the person chose otherwise. */
export const language = ref<Language>(stored() === 'en' ? 'en' : 'zh');

watch(
  language,
  (chosen) => {
    localStorage.setItem('md:language', chosen);
    document.documentElement.lang = chosen === 'zh' ? 'zh-CN' : 'en';
  },
  { immediate: true },
);

const fill = (pattern: string, values: Values) => pattern.replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ''));

/** The label in the language of the page. */
export const say = (label: Label) => label[language.value];

/**
 * Words of one part of the portal, each in both languages; the returned function knows which words there are.
 * Plain replacement of `{name}`, because message compilers need `eval`, which the content policy forbids.
 */
export const dictionary =
  <const W extends Record<string, readonly [zh: string, en: string]>>(words: W) =>
  (word: keyof W & string, values: Values = {}) =>
    fill(words[word]![language.value === 'zh' ? 0 : 1], values);
