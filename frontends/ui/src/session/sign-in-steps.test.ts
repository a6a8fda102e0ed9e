import { enableAutoUnmount, flushPromises, mount } from '@vue/test-utils';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { actor, signInFacts, takeSession } from './session';
import SignInSteps from './sign-in-steps.vue';

const json = (body: unknown, status = 200) => new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json' } });
const person = { id: 'p1', name: '周明远', username: 'zhou', unitName: null, posts: [], permissions: [] };
let sent: { path: string; method: string; body: Record<string, unknown> }[] = [];
let answers: Record<string, Response> = {};

enableAutoUnmount(afterEach);
beforeEach(() => {
  sent = [];
  answers = {};
  actor.value = null;
  signInFacts.value = { passwordRule: '密码 10–200 位', singleSignOn: null };
  vi.stubGlobal('fetch', async (path: string, { method = 'GET', body }: RequestInit = {}) => {
    sent.push({ path, method, body: JSON.parse(String(body ?? '{}')) as Record<string, unknown> });
    return answers[`${method} ${path}`] ?? json({ actor: person, step: null });
  });
});
afterEach(() => vi.unstubAllGlobals());

const open = (step: 'PASSWORD' | 'TOTP' | 'ENROL' | null) => {
  takeSession({ actor: null, step, username: 'zhou' });
  return mount(SignInSteps, { attachTo: document.body });
};
const press = async (form: ReturnType<typeof open>) => {
  await form.find('form').trigger('submit');
  await flushPromises();
};

describe('a first password', () => {
  it('is changed with the rule in sight; two that differ are not sent', async () => {
    const form = open('PASSWORD');
    expect(form.text()).toContain('密码 10–200 位');
    const [current, password, again] = form.findAll('input:not([name=username])');
    await current!.setValue('Handed-out-2026');
    await password!.setValue('Chosen-by-me-26');
    await again!.setValue('Chosen-by-me-27');
    await press(form);
    expect([sent, form.find('[role=alert]').text()]).toEqual([[], '两次输入不一样']);
    await again!.setValue('Chosen-by-me-26');
    await press(form);
    expect(sent).toEqual([{ path: '/session/password', method: 'POST', body: { current: 'Handed-out-2026', password: 'Chosen-by-me-26' } }]);
    expect(actor.value).toMatchObject({ id: 'p1' });
  });

  it('shows what the server refuses beside the field', async () => {
    const form = open('PASSWORD');
    for (const input of form.findAll('input:not([name=username])')) await input.setValue('Password-2026');
    answers['POST /session/password'] = json({ code: 'INVALID_INPUT', message: '', details: { fields: [{ path: 'password', message: '这是常见密码' }] } }, 422);
    await press(form);
    expect(form.find('[role=alert]').text()).toBe('这是常见密码');
    expect(actor.value).toBeNull();
  });
});

describe('a code', () => {
  it('that is wrong says how many attempts are left; a recovery code goes the same way', async () => {
    const form = open('TOTP');
    await form.find('input').setValue('000000');
    answers['POST /session/code'] = json({ code: 'INVALID_INPUT', message: '', details: { fields: [{ path: 'code', message: '验证码不对' }], attemptsLeft: 4 } }, 422);
    await press(form);
    expect(form.find('[role=alert]').text()).toBe('验证码不对 还可以试 4 次。');
    answers = {};
    await form.findAll('button').find((button) => button.text().includes('恢复码'))!.trigger('click');
    await form.find('input').setValue('abcd-efgh-jkmn-pqrs');
    await press(form);
    expect(sent.at(-1)!.body).toEqual({ code: 'abcd-efgh-jkmn-pqrs' });
    expect(actor.value).toMatchObject({ id: 'p1' });
  });
});

describe('setting up a second factor', () => {
  it('shows picture and secret, then the recovery codes, and enters only when they are kept', async () => {
    answers['POST /session/second-factor'] = json({ secret: 'ABCDEFGHIJKLMNOP', address: 'otpauth://totp/x', picture: 'data:image/png;base64,AA==' });
    answers['PUT /session/second-factor'] = json({ actor: person, step: null, recoveryCodes: ['AAAA-BBBB-CCCC-DDDD'] });
    const form = open('ENROL');
    await flushPromises();
    expect(form.find('img').attributes('src')).toBe('data:image/png;base64,AA==');
    expect(form.text()).toContain('ABCD EFGH IJKL MNOP');
    await form.find('input').setValue('123456');
    await press(form);
    expect([form.text().includes('AAAA-BBBB-CCCC-DDDD'), actor.value]).toEqual([true, null]);
    await form.findAll('button').find((button) => button.text() === '我已收好')!.trigger('click');
    expect(actor.value).toMatchObject({ id: 'p1' });
  });
});

it('offers single sign-on where there is one', () => {
  signInFacts.value = { passwordRule: '', singleSignOn: { name: '市统一身份' } };
  expect(open(null).find('a[href="/session/oidc"]').text()).toBe('用市统一身份登录');
});
