import { dictionary } from '@moduan/ui';

export const w = dictionary({
  title: ['首次密码', 'First passwords'],
  text: ['给还没有密码的账号各生成一个首次密码，打印成条，裁开交给本人。密码只在这里显示一次，系统里不存。', 'Makes a first password for every account that has none, to be printed in strips, cut and handed out. They are shown here once and kept nowhere.'],
  none: ['没有账号在等首次密码', 'No account waits for a first password'],
  noneText: ['要重发的，到账号列表里勾选，再点“发放首次密码”；原来的随即作废。', 'To make one anew tick accounts in their list and choose “Issue first passwords”; the old ones are dead then.'],
  toAccounts: ['账号列表', 'The accounts'],
  waiting: ['{n} 个账号还没有密码。', '{n} accounts have no password yet.'],
  make: ['生成 {n} 个首次密码', 'Make {n} first passwords'],
  making: ['正在生成 {done} / {all}', 'Making {done} of {all}'],
  once: ['只显示这一次：现在打印。离开本页就看不到了；再发会生成新的，这些作废。', 'Shown this once: print now. They are gone when you leave; making them again makes new ones, and these are dead.'],
  print: ['打印', 'Print'],
  handed: ['已打印，收起', 'Printed, put away'],
  refused: ['{n} 个账号没有发：', '{n} accounts got none:'],
  failed: ['没有发完：{reason} 已生成的在下面，请先打印；剩下的再发一次。', 'Not all were made: {reason}. Those that were stand below, print them first; then go on with the rest.'],
  noRight: ['发放首次密码', 'First passwords'],
  name: ['姓名', 'Name'],
  username: ['账号', 'User name'],
  password: ['首次密码', 'First password'],
  address: ['登录地址', 'Address'],
  change: ['首次登录须改密码，{days} 天内有效', 'To be changed at the first sign-in, within {days} days'],
  noUnit: ['没有机构', 'No unit'],
});
