import { enableAutoUnmount, flushPromises, mount } from '@vue/test-utils';
import { actor } from '@moduan/ui';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import FirstForm from './first-form.vue';
import { typedFields } from './typed';

const json = (body: unknown, status = 200) => new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json' } });
const given = { cityCode: '321183', cityName: '句容市', unitName: '句容市应急管理局', name: '周明远', username: 'zhou.my' };
let sent: { path: string; token: string | undefined; body: unknown }[] = [];
let answers: Record<string, Response> = {};

enableAutoUnmount(afterEach);
beforeEach(() => {
  sent = [];
  begun.mockClear();
  answers = {};
  actor.value = null;
  localStorage.clear();
  vi.stubGlobal('fetch', async (path: string, { body, headers }: RequestInit = {}) => {
    sent.push({ path, token: (headers as Record<string, string>)['x-moduan-first'], body: JSON.parse(String(body ?? '{}')) });
    return answers[path] ?? json({ actor: { id: 'p', name: '周明远', username: 'zhou.my', unitName: null, posts: [], permissions: [] }, step: null });
  });
});
afterEach(() => vi.unstubAllGlobals());

const begun = vi.fn<() => void>();
const open = () => mount(FirstForm, { props: { token: 'the-token', begun }, attachTo: document.body });
const fill = async (form: ReturnType<typeof open>, password = 'Chosen-by-me-26', again = password) => {
  for (const field of typedFields) await form.find(`#first-${field}`).setValue(given[field]);
  const [one, other] = form.findAll('input[autocomplete=new-password]');
  await one!.setValue(password);
  await other!.setValue(again);
};
const press = async (form: ReturnType<typeof open>) => {
  await form.find('form').trigger('submit');
  await flushPromises();
};

it('sends nothing that is not filled in, or whose passwords differ', async () => {
  const form = open();
  await press(form);
  expect(form.findAll('[role=alert]').map((alert) => alert.text())).toEqual(Array.from({ length: 6 }, () => '请填写'));
  await fill(form, 'Chosen-by-me-26', 'Chosen-by-me-27');
  await form.find('#first-cityCode').setValue('43x');
  await press(form);
  expect([sent, form.findAll('[role=alert]').map((alert) => alert.text())]).toEqual([[], ['应为 6 位数字', '两次输入不一样']]);
});

it('begins the city with the token in a header, and signs in', async () => {
  const form = open();
  await fill(form);
  await press(form);
  expect(sent).toEqual([
    { path: '/first-administrator', token: 'the-token', body: { ...given, password: 'Chosen-by-me-26' } },
    { path: '/session', token: undefined, body: { username: 'zhou.my', password: 'Chosen-by-me-26' } },
  ]);
  expect([begun.mock.calls.length, localStorage.getItem('md:draft:nobody:first')]).toEqual([1, null]);
});

it('keeps what was typed through a failed save and a reload, the password never', async () => {
  const form = open();
  await fill(form);
  answers['/first-administrator'] = json({ code: 'INVALID_INPUT', message: '', details: { fields: [{ path: 'username', message: '这是演示账号的名字' }] } }, 422);
  await press(form);
  expect([form.find('[role=alert]').text(), begun.mock.calls.length]).toEqual(['这是演示账号的名字', 0]);
  expect(localStorage.getItem('md:draft:nobody:first')).not.toContain('Chosen');
  form.unmount();
  const again = open();
  expect(typedFields.map((field) => (again.find(`#first-${field}`).element as HTMLInputElement).value)).toEqual(typedFields.map((field) => given[field]));
});

it('says that the link is gone when somebody was faster', async () => {
  const form = open();
  await fill(form);
  answers['/first-administrator'] = json({ code: 'NOT_FOUND', message: '没有这个地址', details: {} }, 404);
  await press(form);
  expect(form.emitted('closed')).toEqual([[]]);
});
