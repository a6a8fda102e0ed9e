import { unitRegister } from '@moduan/schema/offices/unit';
import { personRegister } from '@moduan/schema/offices/person';
import { enableAutoUnmount, flushPromises, mount } from '@vue/test-utils';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { RecordRow } from '../register/screen';
import { actor } from '../session/session';
import { draftOf } from './draft';
import RecordForm from './record-form.vue';

type Answer = (input: Record<string, unknown>) => unknown;
const unit: RecordRow = { id: 'u1', version: 3, allowedActions: ['AMEND'], name: '新市镇应急办', kind: 'EMERGENCY_OFFICE', areaCode: '430681119', headcount: 5 };
const register = unitRegister as unknown as InstanceType<typeof RecordForm>['$props']['register'];
const people = personRegister as unknown as typeof register;

/** What the gateway was asked to change, in order. */
let sent: Record<string, unknown>[] = [];
const answerWith = (answer: Answer) => {
  vi.stubGlobal('fetch', async (_path: string, options: RequestInit) => {
    const { operationName, variables } = JSON.parse(String(options.body)) as { operationName: string; variables: { input?: Record<string, unknown> } };
    if (!/^(Amend|Create)/.test(operationName)) return new Response(JSON.stringify({ data: { areas: { nodes: [], pageInfo: { hasNextPage: false, endCursor: null } } } }), { headers: { 'content-type': 'application/json' } });
    sent.push(variables.input!);
    return new Response(JSON.stringify(await answer(variables.input!)), { headers: { 'content-type': 'application/json' } });
  });
};
const refusal = (code: string, extensions: Record<string, unknown> = {}) => ({ data: null, errors: [{ message: '不行', extensions: { code, ...extensions } }] });
const stored = (changes: Record<string, unknown>) => ({ data: { record: { __typename: 'Unit', ...unit, version: 4, parentId: null, stationedCode: null, stationed: null, openedOn: null, phone: null, address: null, createdAt: '2026-11-01T00:00:00Z', updatedAt: '2026-11-01T00:00:00Z', createdByName: null, endedAt: null, endReason: null, area: null, ...changes } } });
const open = (record: RecordRow | null = unit, of = register) => mount(RecordForm, { props: { register: of, ...(record && { record }) }, attachTo: document.body });
const save = async (form: ReturnType<typeof open>) => {
  await form.find('form').trigger('submit');
  await flushPromises();
  await new Promise((resolve) => setTimeout(resolve, 20));
  await flushPromises();
};

enableAutoUnmount(afterEach);
beforeEach(() => {
  sent = [];
  localStorage.clear();
  actor.value = { id: 'p1', name: '周明远', username: 'zhou', unitName: null, posts: [], permissions: [] };
});
afterEach(() => {
  document.body.innerHTML = '';
  vi.unstubAllGlobals();
});

describe('what was typed', () => {
  it('is there again after a reload, and only for the person who typed it', async () => {
    answerWith(() => stored({}));
    const before = open();
    await before.find('#field-name').setValue('新名字');
    before.unmount();
    expect((open().find('#field-name').element as HTMLInputElement).value).toBe('新名字');
    actor.value = { ...actor.value!, id: 'p2' };
    document.body.innerHTML = '';
    expect((open().find('#field-name').element as HTMLInputElement).value).toBe('新市镇应急办');
  });

  it('survives a refused save and is forgotten after a good one', async () => {
    answerWith(() => refusal('FORBIDDEN'));
    const form = open();
    await form.find('#field-name').setValue('新名字');
    await save(form);
    expect((form.find('#field-name').element as HTMLInputElement).value).toBe('新名字');
    expect(draftOf(register, 'u1').read()?.values).toEqual({ name: '新名字' });
    answerWith(({ name }) => stored({ name }));
    await save(form);
    expect(form.emitted('saved')).toHaveLength(1);
    expect(draftOf(register, 'u1').read()).toBeNull();
  });

  it('never keeps a secret in the browser', async () => {
    answerWith(() => stored({}));
    const form = open(null, people);
    await form.find('#field-name').setValue('王进财');
    await form.find('#field-idCard').setValue('430681199001011234');
    await flushPromises();
    expect(draftOf(people, undefined).read()?.values).toEqual({ name: '王进财' });
    expect(JSON.stringify(localStorage)).not.toContain('430681199001011234');
  });
});

describe('a refused save', () => {
  it('shows what the server says at the field it speaks of', async () => {
    answerWith(() => refusal('INVALID_INPUT', { details: { fields: [{ path: 'headcount', message: '超过核定编制' }] } }));
    const form = open();
    await form.find('#field-headcount').setValue('9');
    await save(form);
    expect(form.find('#field-headcount-fault').text()).toBe('超过核定编制');
    expect(form.find('#field-headcount').attributes('aria-invalid')).toBe('true');
    expect(document.activeElement?.id).toBe('field-headcount');
  });

  it('checks by the same rule before anything is sent', async () => {
    answerWith(() => stored({}));
    const form = open();
    await form.find('#field-name').setValue('');
    await form.find('#field-headcount').setValue('-1');
    await save(form);
    expect(sent).toHaveLength(0);
    expect(form.findAll('.message').map((message) => message.text())).toEqual(['请填写机构名称', '应在 0 到 10000 之间']);
  });

  it('lays both versions side by side when somebody was faster', async () => {
    vi.stubGlobal('fetch', async (_path: string, options: RequestInit) => {
      const isChange = String(options.body).includes('"operationName":"Amend');
      const theirs = stored({ name: '他改的名字', version: 7 }).data;
      const body = isChange ? refusal('CONFLICT', { details: { current: 7, by: '谭晓峰', at: '2026-11-20T01:00:00Z' } }) : { data: { record: { ...theirs.record, history: [] } } };
      return new Response(JSON.stringify(body), { headers: { 'content-type': 'application/json' } });
    });
    const form = open();
    await form.find('#field-name').setValue('我改的名字');
    await save(form);
    expect(form.find('.versions').text()).toContain('谭晓峰');
    expect(form.find('.versions tbody').text()).toContain('我改的名字');
    expect(form.find('.versions tbody').text()).toContain('他改的名字');
  });
});

describe('a save', () => {
  it('sends only what changed, with the version it was typed over', async () => {
    answerWith(() => stored({}));
    const form = open();
    await form.find('#field-headcount').setValue('8');
    await save(form);
    expect(sent).toEqual([{ id: 'u1', version: 3, headcount: 8, clientMutationId: expect.any(String) }]);
  });

  it('happens once, however often the button is pressed', async () => {
    answerWith(() => stored({}));
    const form = open();
    await form.find('#field-headcount').setValue('8');
    void form.find('form').trigger('submit');
    void form.find('form').trigger('submit');
    await save(form);
    expect(sent).toHaveLength(1);
  });

  it('keeps its key until the server has answered, and takes a new one for other content', async () => {
    answerWith(() => {
      throw new TypeError('network');
    });
    const form = open();
    await form.find('#field-headcount').setValue('8');
    await save(form);
    await save(form);
    expect(sent[1]!['clientMutationId']).toBe(sent[0]!['clientMutationId']);
    await form.find('#field-headcount').setValue('9');
    await save(form);
    expect(sent[2]!['clientMutationId']).not.toBe(sent[0]!['clientMutationId']);
  });
});
