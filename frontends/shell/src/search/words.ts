import { dictionary } from '@moduan/ui';

export const w = dictionary({
  search: ['全局搜索', 'Search everything'],
  hint: ['名称、代码、姓名、地址的任意一段，至少两个字', 'Any part of a name, code or address; two characters at least'],
  short: ['再输入一个字', 'One more character'],
  looking: ['正在查找', 'Looking'],
  nothing: ['您能查看的登记里没有“{text}”', 'Nothing that you read holds “{text}”'],
  more: ['在“{what}”里看全部', 'All in {what}'],
  found: ['找到 {n} 条', '{n} found'],
  failed: ['没有查到：{reason}', 'Not looked up: {reason}'],
});
