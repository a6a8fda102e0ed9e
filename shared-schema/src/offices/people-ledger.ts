import { area, boolean, choice, choices, date, reference, text, type Fields } from '../fields';
import { linesOfWork } from '../lines';
import { appointmentRegister } from './appointment';

const { post, employment } = appointmentRegister.fields;

/** What a file of people may carry beside them: for each row a post, and an account. Empty in all of them, a row is a person alone. */
export const peopleLedger = {
  post: choice({ zh: '岗位', en: 'Post', doc: 'The post of the person; with it the row is a person with a post.', options: post.options, headings: ['任职岗位'] }),
  roleId: reference({ zh: '岗位角色', en: 'Role', doc: 'What the post allows, by the name of the role.', to: 'Role', headings: ['角色'] }),
  postUnitId: reference({ zh: '任职机构', en: 'Unit of the post', doc: 'Where the post is, when that is another unit than the person’s own.', to: 'Unit' }),
  postAreaCode: area({ zh: '管辖范围', en: 'Area of the post', doc: 'Division code; the area of the unit when empty.', headings: ['管辖区域'] }),
  lines: choices({ zh: '限于条线', en: 'Lines of work', doc: 'Narrows the post to these lines of work; empty means all.', options: linesOfWork, headings: ['条线'] }),
  startsOn: date({ zh: '任职日期', en: 'From', doc: 'First day of the post; the day of the import when empty.', headings: ['任职时间'] }),
  endsOn: date({ zh: '任期至', en: 'To', doc: 'Last day of the post; open when empty.' }),
  fullTime: boolean({ zh: '专职', en: 'Full-time', doc: 'Whether the post is full-time.', headings: ['是否专职'] }),
  employment: choice({ zh: '用工性质', en: 'Employment', doc: 'Kind of employment.', options: employment.options }),
  username: text({ zh: '账号', en: 'User name', doc: 'A user name, or yes: then one is made, of the staff number or of the town and a number. The password is given out afterwards.', max: 40, headings: ['用户名', '开通账号'] }),
} satisfies Fields;
