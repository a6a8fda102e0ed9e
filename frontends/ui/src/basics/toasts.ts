import { ref } from 'vue';

export interface Toast {
  readonly id: number;
  readonly text: string;
  readonly bad: boolean;
}
export const toasts = ref<Toast[]>([]);
let last = 0;

/** A short word about what has been done; it leaves by itself. */
export const announce = (text: string, bad = false) => {
  const toast = { id: ++last, text, bad };
  toasts.value = [...toasts.value, toast];
  setTimeout(() => (toasts.value = toasts.value.filter((other) => other !== toast)), bad ? 8000 : 4000);
};
