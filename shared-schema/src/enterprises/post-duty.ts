import { text } from '../fields';
import { describeRegister } from '../register';
import { ofPremises } from './of-premises';

/** One post, one list (一岗一清单): what each post of a premises must do for safety. */
export const postDutyRegister = describeRegister({
  service: 'enterprises',
  type: 'PostDuty',
  noun: 'post-duty',
  one: 'postDuty',
  many: 'postDuties',
  label: { zh: '岗位责任清单', en: 'Duties of posts' },
  counted: { zh: '岗', en: 'posts' },
  doc: 'What a post of a premises must do for safety: one post, one list.',
  title: 'post',
  can: ['create', 'amend', 'end', 'import', 'export'],
  fields: {
    post: text({ zh: '岗位', en: 'Post', doc: 'The post.', required: true, max: 60, search: true, sort: true, column: true }),
    ...ofPremises,
    person: text({ zh: '在岗人员', en: 'Person', doc: 'Who holds it.', max: 60, search: true, column: true }),
    duties: text({ zh: '责任清单', en: 'Duties', doc: 'What the post must do, one a line.', required: true, max: 4000, multiline: true, search: true, headings: ['清单'] }),
  },
});
