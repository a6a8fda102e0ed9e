import { today } from '@moduan/schema/codes';
import { appointmentRegister } from '@moduan/schema/offices/appointment';
import { deputyRegister } from '@moduan/schema/offices/deputy';
import type { RegisterScreen } from '@moduan/ui';
import AppointmentRelations from './appointment-relations.vue';
import OpenMatters from './open-matters.vue';

/** A day of the city's calendar, so many days from today. */
export const dayFromToday = (days: number, now = new Date()): string => today(new Date(now.getTime() + days * 86_400_000));

const { personId, startsOn, endsOn, reason } = deputyRegister.fields;

/** Appointments: which end soon, which are over, who stands in, and what is open when one ends. */
export const appointmentScreen: RegisterScreen = {
  register: appointmentRegister,
  also: 'openMatters { kind count }',
  views: [
    { key: 'ending', label: { zh: '30 天内到期', en: 'Ends within 30 days' }, icon: 'warn', matches: { endsOn: { from: dayFromToday(0), to: dayFromToday(30) } } },
    { key: 'over', label: { zh: '任期已满', en: 'Term is over' }, matches: { endsOn: { to: dayFromToday(-1) } } },
    { key: 'ended', label: { zh: '已终止', en: 'Ended' }, matches: {}, ended: 'yes' },
  ],
  actions: [
    {
      action: 'NAME_DEPUTY',
      mutation: 'nameDeputy',
      permission: 'deputy.create',
      label: { zh: '指定代理人', en: 'Name a deputy' },
      icon: 'person',
      fields: { personId, startsOn, endsOn, reason },
      consequence: { zh: '代理期间，代理人有这个岗位的权限；留痕写明“谁代理谁”。代理人不能再转给别人，也不能批准自己录入的事项。', en: 'On these days the deputy has what the post allows; the history says who acted for whom. A deputy passes nothing on and approves nothing that they entered.' },
    },
  ],
  ending: OpenMatters,
  relations: AppointmentRelations,
};
