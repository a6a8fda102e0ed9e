import { may } from '@moduan/ui';
import { computed } from 'vue';
import { departments } from './departments';
import { settingUp } from './setting-up';

/** The departments with the pages this person may open; a department without any is not shown. */
export const menu = computed(() =>
  departments.value.map((card) => ({ ...card, menu: card.menu.filter((item) => may(item.permission) && (item.until !== 'city-set-up' || settingUp.value)) })).filter((card) => card.menu.length > 0),
);
