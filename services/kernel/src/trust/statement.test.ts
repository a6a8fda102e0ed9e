import { generateKeyPair, SignJWT, type CryptoKey } from 'jose';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { Actor } from '../actor/actor';
import { StatementIssuer, StatementVerifier } from './statement';

const actor = Actor.of({ id: 'a1', name: '周', unitName: '应急办', personId: 'p1' }, [{ permissions: ['unit.read'], jurisdiction: [{ prefix: '430681119', lines: ['FIRE'] }] }], '430681119');
let pair: { privateKey: CryptoKey; publicKey: CryptoKey };
let issuer: StatementIssuer;
let verifier: StatementVerifier;
beforeAll(async () => {
  pair = await generateKeyPair('EdDSA', { crv: 'Ed25519' });
  issuer = new StatementIssuer({ id: 'k', key: pair.privateKey });
  verifier = new StatementVerifier(new Map([['k', pair.publicKey]]), 'grids');
});

const made = (changes: { header?: object; claims?: object; audience?: string; issuer?: string; expires?: string; key?: CryptoKey }) =>
  new SignJWT({ actor: actor.describe(), ...changes.claims })
    .setProtectedHeader({ alg: 'EdDSA', kid: 'k', ...changes.header })
    .setIssuer(changes.issuer ?? 'moduan gateway')
    .setAudience(changes.audience ?? 'grids')
    .setSubject('a1')
    .setIssuedAt()
    .setExpirationTime(changes.expires ?? '60s')
    .sign(changes.key ?? pair.privateKey);

it('says who asks, what their posts allow and where', async () => {
  const stated = await verifier.read(await issuer.statementFor(actor, 'grids'));
  if (stated.gateway) throw new Error('not the gateway');
  expect(stated.actor.describe()).toEqual(actor.describe());
  expect(stated.actor.reach('unit.read')).toEqual([{ prefix: '430681119', lines: ['FIRE'] }]);
  expect(await verifier.read(await issuer.ownStatement('grids'))).toEqual({ gateway: true });
});

it('is signed once for a session and a service, and anew before its minute is over', async () => {
  vi.useFakeTimers({ toFake: ['Date'] });
  const first = await issuer.statementFor(actor, 'grids');
  expect(await issuer.statementFor(actor, 'grids')).toBe(first);
  expect(await issuer.statementFor(actor, 'offices')).not.toBe(first);
  vi.setSystemTime(Date.now() + 46_000);
  expect(await issuer.statementFor(actor, 'grids')).not.toBe(first);
  vi.setSystemTime(Date.now() + 20_000);
  await expect(verifier.read(first)).rejects.toThrow(/exp/);
  vi.useRealTimers();
});

describe('a statement is not believed', () => {
  it('for another service', async () => {
    await expect(verifier.read(await issuer.statementFor(actor, 'offices'))).rejects.toThrow(/aud/);
  });
  it('by another issuer, past its time, or longer than a minute old', async () => {
    await expect(verifier.read(await made({ issuer: 'somebody' }))).rejects.toThrow(/iss/);
    await expect(verifier.read(await made({ expires: '-1s' }))).rejects.toThrow(/exp/);
    const old = await new SignJWT({ actor: actor.describe() }).setProtectedHeader({ alg: 'EdDSA', kid: 'k' }).setIssuer('moduan gateway').setAudience('grids').setSubject('a1').setIssuedAt(Math.floor(Date.now() / 1000) - 90).setExpirationTime('1h').sign(pair.privateKey);
    await expect(verifier.read(old)).rejects.toThrow(/iat/);
  });
  it('with a key of its own, a key by header, or no signature', async () => {
    const other = await generateKeyPair('EdDSA', { crv: 'Ed25519', extractable: true });
    await expect(verifier.read(await made({ key: other.privateKey }))).rejects.toThrow(/signature/);
    await expect(verifier.read(await made({ header: { kid: 'other' }, key: other.privateKey }))).rejects.toThrow(/nobody/);
    const [, body] = (await made({})).split('.');
    const none = Buffer.from(JSON.stringify({ alg: 'none', kid: 'k' })).toString('base64url');
    await expect(verifier.read(`${none}.${body}.`)).rejects.toThrow(/alg/i);
  });
  it('in another algorithm, even with what everybody knows as its key', async () => {
    const [, body] = (await made({})).split('.');
    const forged = await new SignJWT(JSON.parse(Buffer.from(body!, 'base64url').toString()) as never).setProtectedHeader({ alg: 'HS256', kid: 'k' }).sign(new TextEncoder().encode('k'.repeat(32)));
    await expect(verifier.read(forged)).rejects.toThrow(/alg|key/i);
    // The key itself would do: only the list of algorithms refuses it.
    await expect(verifier.read(await made({ header: { alg: 'Ed25519', kid: 'k' } }))).rejects.toThrow(/alg/i);
  });
  it('when it names another than its subject, or takes the gateway’s name for a person', async () => {
    await expect(verifier.read(await made({ claims: { actor: { ...actor.describe(), id: 'a2' } } }))).rejects.toThrow(/nobody/);
    await expect(verifier.read(await made({ claims: { actor: undefined } }))).rejects.toThrow(/nobody/);
  });
});
