import { reactive } from 'vue';

/** Why a department could not be opened, by its name. */
export const failures = reactive(new Map<string, string>());
