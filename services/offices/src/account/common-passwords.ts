/** Words that passwords begin and end as; digits and signs around them make none of them better. */
const words = [
  'password', 'passwort', 'passw0rd', 'p@ssw0rd', 'p@ssword', 'pa$$word', 'passwd', 'admin', 'administrator', 'root', 'user', 'guest', 'test', 'demo', 'welcome', 'letmein',
  'qwerty', 'qwertyuiop', 'asdfgh', 'asdfghjkl', 'zxcvbn', 'zxcvbnm', 'qazwsx', '1qaz2wsx', '1q2w3e4r', '1q2w3e4r5t', 'q1w2e3r4', 'abc', 'abcd', 'abcdef', 'abcdefg', 'aa', 'aaa',
  'iloveyou', 'woaini', 'woaini1314', '5201314', 'monkey', 'dragon', 'sunshine', 'princess', 'football', 'master', 'hello', 'secret', 'changeme', 'default', 'login', 'system',
  'china', 'zhongguo', 'beijing', 'changsha', 'hunan', 'yueyang', 'miluo', 'anquan', 'yingji', 'yingjiju', 'huawei', 'taobao', 'weixin',
];
const common = new Set(words);

/** What is left of a password without the digits and signs before and behind it. */
const core = (password: string) => password.toLowerCase().replace(/^[^a-z]+|[^a-z]+$/g, '');
const runs = '01234567890 9876543210 abcdefghijklmnopqrstuvwxyz qwertyuiop asdfghjkl zxcvbnm';

/** One of those that are tried first, however it is decorated with a year and a sign. */
export function isCommon(password: string): boolean {
  const plain = password.toLowerCase();
  const short = plain.replace(/[^a-z0-9]/g, '');
  return common.has(plain) || common.has(short) || (common.has(core(plain)) && !isLong(plain)) || (short !== '' && runs.includes(short)) || new Set(plain).size < 4;
}

/** A word with a handful of other characters is guessed; one with a long number that is nobody's is not. */
const isLong = (plain: string) => plain.length - core(plain).length > 8;
