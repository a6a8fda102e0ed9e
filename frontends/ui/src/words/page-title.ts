import { ref } from 'vue';

/** How the open page is called on its tab and in the browser; a record page puts the record's name here. */
export const pageTitle = ref('');
