import { defineAsyncComponent } from 'vue';

/** What registers need beyond the basics; loaded with the first department that shows one. */
export { registerRoutes } from './register/register-routes';
export const RegisterPage = defineAsyncComponent(() => import('./register/register-page.vue'));
export const RecordPage = defineAsyncComponent(() => import('./record/record-page.vue'));
export const RecordForm = defineAsyncComponent(() => import('./record/record-form.vue'));
export const FormField = defineAsyncComponent(() => import('./record/form-field.vue'));
export const RelatedRecords = defineAsyncComponent(() => import('./record/related-records.vue'));
export const ImportPage = defineAsyncComponent(() => import('./import/import-page.vue'));
export const SummaryPage = defineAsyncComponent(() => import('./summary/summary-page.vue'));
export const GroupTable = defineAsyncComponent(() => import('./summary/group-table.vue'));
export const ChoicePicker = defineAsyncComponent(() => import('./fields/choice-picker.vue'));
export const DatePicker = defineAsyncComponent(() => import('./fields/date-picker.vue'));
export { nameAreas } from './fields/areas';
export { choicesOf, faultOf, type Choice, type ChoiceSource } from './fields/look-up';
export { cellText } from './register/cell-text';
export { recordDocument } from './register/documents';
export { isNarrowed } from './register/filters';
export const FilterForm = defineAsyncComponent(() => import('./register/filter-form.vue'));
export { valueText } from './register/cell-text';
export const MapView = defineAsyncComponent(() => import('./map/map-view.vue'));
export { useGridShapes, type GridShape } from './map/grid-shapes';
export { useListFilter } from './map/register-map';
export { boxAround, chinaBox, holds, labelPoint, pointsOf, type Box, type MapShape, type MapSpot, type Point, type Tone } from './map/shapes';
