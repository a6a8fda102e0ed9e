import { createHash } from 'node:crypto';
import { DomainError, invalidInput, type Calling, type Database } from '@moduan/kernel';
import { toDataURL } from 'qrcode';
import { confirmPassword } from '../account/confirm-password';
import { endSessions } from '../session/end-sessions';
import { inOwnTransaction } from '../session/in-transaction';
import { noteOwn, type Asked } from '../session/note-own';
import { openSession, type Tokens } from '../session/open-session';
import { demandsSecondFactor, requireSession } from '../session/require-session';
import { attemptOf, locked } from '../session/take-attempt';
import { findRules } from '../setting/find-rules';
import { takeCodeAttempt } from './take-code-attempt';
import { addressOf, newRecoveryCodes, newSecret, recoveryCode, stepOf } from './totp';

export interface Setup {
  /** To be typed where no camera is. */
  readonly secret: string;
  readonly address: string;
  /** The same as a picture, in a data: address. */
  readonly picture: string;
}

/** Shows a fresh secret; nothing holds until a code of it has come. Within a session the password is asked once more. */
export async function beginSecondFactor({ database }: Calling, asked: Asked & { password?: string }): Promise<Setup> {
  const session = await requireSession(database, asked.token, [null, 'ENROL']);
  if (session.step === null) await confirmPassword(database, await findRules(database.db), session, asked, asked.password ?? '');
  const secret = newSecret();
  const values = { secret_sealed: database.secrets.seal(secret), began_at: new Date() };
  const begun = await database.db
    .insertInto('second_factor')
    .values({ account_id: session.accountId, ...values })
    .onConflict((on) => on.column('account_id').doUpdateSet({ ...values, failures: 0, locked_until: null }).where('second_factor.confirmed_at', 'is', null))
    .returning('account_id')
    .execute();
  if (!begun.length) throw new DomainError('CONFLICT', { zh: '已经设置过双因素登录，请先停用原来的', en: 'A second factor is set up already; end it first' });
  const address = addressOf(secret, session.username);
  return { secret, address, picture: await toDataURL(address, { margin: 2, width: 240 }) };
}

/** The first code proves that the app has the secret; from now on sign-in asks for one. The recovery codes are shown this once. */
export async function confirmSecondFactor({ database }: Calling, asked: Asked & { code: string }): Promise<{ tokens: Tokens; recoveryCodes: readonly string[] }> {
  const session = await requireSession(database, asked.token, [null, 'ENROL']);
  const rules = await findRules(database.db);
  const row = await takeCodeAttempt(database.db, session.accountId, rules, 'is');
  if (!row) throw new DomainError('ILLEGAL_TRANSITION', { zh: '请先取得二维码', en: 'Ask for the picture first' });
  const { lockedSeconds } = attemptOf(row, rules.lockAfter);
  if (lockedSeconds > 0) throw locked(lockedSeconds);
  const step = stepOf(database.secrets.open(row.secret_sealed as string), asked.code.trim());
  if (step === null) throw invalidInput([{ path: 'code', message: { zh: '验证码不对，请核对手机时间后再试', en: 'Wrong code; check the clock of the phone and try again' } }]);
  return inOwnTransaction(database, session.accountId, async (db) => {
    const taken = await db
      .updateTable('second_factor')
      .set({ confirmed_at: new Date(), last_step: step, failures: 0, locked_until: null })
      .where('account_id', '=', session.accountId)
      .where('secret_sealed', '=', row.secret_sealed as string)
      .where('confirmed_at', 'is', null)
      .returning('account_id')
      .execute();
    if (!taken.length) throw new DomainError('CONFLICT', { zh: '已经设置过双因素登录', en: 'A second factor is set up already' });
    const recoveryCodes = await replaceRecoveryCodes(db, session.accountId);
    await endSessions(db, { accountId: session.accountId }, 'SECOND_FACTOR_SET_UP');
    await noteOwn(database, db, session, asked, 'account.set-up-second-factor');
    const tokens = await openSession(db, rules, { accountId: session.accountId, address: asked.address, means: session.means, passwordDue: false, secondFactorAt: new Date(), halfOpen: false });
    return { tokens, recoveryCodes };
  });
}

/** Kept hashed, shown once; earlier ones open nothing any more. */
async function replaceRecoveryCodes(db: Database['db'], accountId: string): Promise<readonly string[]> {
  const codes = newRecoveryCodes();
  await db.updateTable('recovery_code').set({ used_at: new Date() }).where('account_id', '=', accountId).where('used_at', 'is', null).execute();
  await db.insertInto('recovery_code').values(codes.map((code) => ({ account_id: accountId, code_hash: hashOf(code), used_at: null }))).execute();
  return codes;
}

/** By no key: a code has 80 bits that nobody guesses, and outlives a change of keys. */
export const hashOf = (code: string) => createHash('sha256').update(`recovery code ${recoveryCode(code)}`).digest('base64url');

export async function renewRecoveryCodes({ database }: Calling, asked: Asked & { password: string }): Promise<{ recoveryCodes: readonly string[] }> {
  const session = await requireSession(database, asked.token);
  if (!session.enrolled) throw notSetUp();
  await confirmPassword(database, await findRules(database.db), session, asked, asked.password);
  return inOwnTransaction(database, session.accountId, async (db) => {
    await noteOwn(database, db, session, asked, 'account.renew-recovery-codes');
    return { recoveryCodes: await replaceRecoveryCodes(db, session.accountId) };
  });
}

/** The holder goes back to the password alone, unless a post of theirs asks for more. */
export async function endSecondFactor({ database }: Calling, asked: Asked & { password: string }): Promise<void> {
  const session = await requireSession(database, asked.token);
  if (!session.enrolled) throw notSetUp();
  if (demandsSecondFactor(session.posts)) throw new DomainError('FORBIDDEN', { zh: '您的岗位须双因素登录，不能停用；手机丢失请找管理员重置', en: 'Your post asks for a second factor; when the phone is lost, ask the administrator' });
  await confirmPassword(database, await findRules(database.db), session, asked, asked.password);
  await inOwnTransaction(database, session.accountId, async (db) => {
    await dropSecondFactor(db, session.accountId);
    await noteOwn(database, db, session, asked, 'account.end-second-factor');
  });
}

/** What the old phone has confirms nothing any more: a new picture has to be asked for. */
export async function dropSecondFactor(db: Database['db'], accountId: string): Promise<void> {
  await db.updateTable('second_factor').set({ confirmed_at: null, began_at: new Date(0), last_step: null, failures: 0, locked_until: null }).where('account_id', '=', accountId).execute();
  await db.updateTable('recovery_code').set({ used_at: new Date() }).where('account_id', '=', accountId).where('used_at', 'is', null).execute();
}

const notSetUp = () => new DomainError('ILLEGAL_TRANSITION', { zh: '还没有设置双因素登录', en: 'No second factor is set up' });
