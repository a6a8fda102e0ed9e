import { dictionary } from '@moduan/ui';

export const w = dictionary({
  title: ['已锁屏', 'The screen is locked'],
  text: ['您打开的页面和填写的内容都还在，输入密码接着办。', 'Your pages and what you typed are kept; give your password to go on.'],
  password: ['密码', 'Password'],
  unlock: ['解锁', 'Unlock'],
  leave: ['退出，换一个账号', 'Sign out, use another account'],
  missing: ['请输入密码', 'Give the password'],
  attempts: ['还可以试 {n} 次。', '{n} attempts left.'],
  wait: ['请在 {n} 分钟后再试。', 'Try again in {n} minutes.'],
});
