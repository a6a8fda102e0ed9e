// A PostgreSQL of somebody else, named by DATABASE_URL: is it fit, and if not, what is to be done?
import { DatabaseTrouble } from './trouble.mjs';

const OLDEST = 14;

/** Which mistake stands behind a failed connection. */
const REFUSALS = {
  ECONNREFUSED: ['没有 PostgreSQL 在该地址和端口监听', 'no PostgreSQL listens at that host and port'],
  ENOTFOUND: ['找不到该主机', 'no such host'],
  EAI_AGAIN: ['找不到该主机', 'no such host'],
  ETIMEDOUT: ['连接超时', 'the connection timed out'],
  '28P01': ['用户名或口令不对', 'wrong user or password'],
  28000: ['该用户不许登录', 'that user may not connect'],
  '3D000': ['没有这个数据库', 'no such database'],
};

/**
 * Throws one clear line unless the database can hold the product.
 * @param {string} url
 */
export async function checkForeign(url) {
  const where = addressOf(url);
  const { default: pg } = await import('pg');
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000, application_name: 'moduan check' });
  client.on('error', () => {});
  try {
    await client.connect();
  } catch (error) {
    const [zh, en] = REFUSALS[error.code] ?? (/timeout/i.test(error.message) ? REFUSALS.ETIMEDOUT : [error.message, error.message]);
    await client.end().catch(() => {});
    throw new DatabaseTrouble(`连不上 DATABASE_URL（${where}）：${zh}。请改正后再启动。`, `Cannot connect to DATABASE_URL (${where}): ${en}. Mend it, then start again.`);
  }
  try {
    await examine(client, where);
  } finally {
    await client.end().catch(() => {});
  }
}

function addressOf(url) {
  try {
    const { protocol, username, host, pathname } = new URL(url);
    if (!/^postgres(ql)?:$/.test(protocol)) throw new Error(protocol);
    return `${decodeURIComponent(username)}@${host}${pathname}`;
  } catch {
    throw new DatabaseTrouble(
      'DATABASE_URL 不是 PostgreSQL 地址，应如 postgresql://用户:口令@主机:5432/数据库。',
      'DATABASE_URL is no PostgreSQL address; it looks like postgresql://user:password@host:5432/database.',
    );
  }
}

const FACTS = `select current_setting('server_version_num')::int / 10000 as version, current_setting('server_version') as full,
  current_setting('server_encoding') as encoding, current_user as who, current_database() as database,
  (select rolsuper or rolcreaterole from pg_roles where rolname = current_user) as may_create_roles,
  has_database_privilege(current_database(), 'CREATE') as may_create,
  exists (select from pg_available_extensions where name = 'pg_trgm') as trigrams,
  exists (select from pg_collation where collname = 'zh-x-icu' and collencoding in (-1, pg_char_to_encoding('UTF8'))) as chinese_order,
  pg_is_in_recovery() as standby`;

async function examine(client, where) {
  const { rows } = await client.query(FACTS);
  const fact = rows[0];
  const refuse = (zh, en) => {
    throw new DatabaseTrouble(`DATABASE_URL（${where}）${zh}`, `DATABASE_URL (${where}) ${en}`);
  };
  if (fact.version < OLDEST) refuse(`是 PostgreSQL ${fact.full}，需要 ${OLDEST} 或更高版本。`, `is PostgreSQL ${fact.full}; ${OLDEST} or later is needed.`);
  if (fact.standby) refuse('是只读备库，请填主库的地址。', 'is a read-only standby; name the primary.');
  if (fact.encoding !== 'UTF8') {
    refuse(`的编码是 ${fact.encoding}。请另建：create database … encoding 'UTF8' template template0;`, `has the encoding ${fact.encoding}. Make another: create database … encoding 'UTF8' template template0;`);
  }
  if (!fact.may_create_roles) refuse(`的用户缺少建角色的权限。请由管理员执行：alter role "${fact.who}" createrole;`, `may not create roles. Let an administrator run: alter role "${fact.who}" createrole;`);
  if (!fact.may_create) {
    const mend = `grant create on database "${fact.database}" to "${fact.who}";`;
    refuse(`的用户不能在库中建模式。请由管理员执行：${mend}`, `may not create schemas. Let an administrator run: ${mend}`);
  }
  if (!fact.trigrams) refuse('缺少 pg_trgm 扩展。请安装 PostgreSQL 的 contrib 包（如 postgresql-contrib）。', 'lacks the extension pg_trgm. Install PostgreSQL’s contrib package (such as postgresql-contrib).');
  if (!fact.chinese_order) refuse('没有排序规则 zh-x-icu，名单不能按拼音排。请改用带 ICU 的 PostgreSQL（编译时 --with-icu）。', 'lacks the collation zh-x-icu by which lists are ordered. Use a PostgreSQL built with ICU (--with-icu).');
  await examineTrigrams(client, refuse);
}

/** With the locale C the trigrams of Chinese text are empty: search would find nothing. */
async function examineTrigrams(client, refuse) {
  try {
    await client.query('create extension if not exists pg_trgm');
  } catch {
    refuse('的用户装不了 pg_trgm。请由管理员在该库执行：create extension pg_trgm;', 'may not add pg_trgm. Let an administrator run in that database: create extension pg_trgm;');
  }
  const { rows } = await client.query("select cardinality(show_trgm('末端')) as found");
  if (rows[0].found === 0) {
    const mend = "create database … encoding 'UTF8' locale 'C.UTF-8' template template0;";
    refuse(`的字符分类不认中文，检索会落空。请另建：${mend}`, `does not know Chinese letters (its LC_CTYPE), searches would find nothing. Make another: ${mend}`);
  }
}
