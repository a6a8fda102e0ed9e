// The limit: the questions as prepared SQL, the caller's reach in it, rows to JSON; no session, no graph, no checks.
import http from 'node:http';
import { randomUUID } from 'node:crypto';
import pg from 'pg';

const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 10, application_name: 'bench raw' });
pg.types.setTypeParser(1184, (value) => value);

const REACH = ['430681', '430682'];
const own = ['id', 'version', 'name', 'credit_code as "creditCode"', 'kind', 'area_code as "areaCode"', 'address', 'status', 'stars', 'tags', 'created_at as "createdAt"', 'responsible_phone_masked as "responsiblePhone"'];
const columns = own.map((column) => `p.${column}`).join(', ');
const FILTER = `p.area_code >= $1 and p.area_code < $2 and p.area_code >= $3 and p.area_code < $4 and p.kind = any($5::text[]) and p.employees >= $6 and p.ended_at is null`;
const NEWEST = 'order by p.created_at desc, p.id desc limit 51';
const list = (select, join = '') => `select ${select} from enterprises.premises p ${join} where ${FILTER} and left(p.area_code, 9) = $3 ${NEWEST}`;
const filterOf = ({ town, kind, employees }) => [...REACH, town, String(Number(town) + 1), [kind], employees];

const LIST = list(columns);
const COUNT = `select count(*)::int as count from enterprises.premises p where ${FILTER}`;
const DEEP = `select ${columns} from enterprises.premises p where p.area_code >= $1 and p.area_code < $2 and (p.created_at, p.id) < ($3, $4) ${NEWEST}`;
const OPERATOR = 'left join enterprises.operator o on o.id = p.operator_id';
const OPERATORS = list(`${columns}, o.id as "o.id", o.name as "o.name", o.credit_code as "o.creditCode"`, OPERATOR);
const JOIN = list(`${columns}, o.id as "o.id", o.name as "o.name", o.credit_code as "o.creditCode", a.code as "a.code", a.name as "a.name", a.path as "a.path"`, `${OPERATOR} left join grids.area a on a.code = p.area_code and a.ended_at is null`);
const summary = (value) => `select ${value} as value, count(*)::int as count from enterprises.premises p where p.area_code >= $1 and p.area_code < $2 and p.ended_at is null and p.kind = any($3::text[]) group by 1 order by 2 desc, 1`;

const rowsOf = async (name, text, values, client = pool) => (await client.query({ name, text, values })).rows;
const page = (rows) => ({ nodes: rows.slice(0, 50), pageInfo: { hasNextPage: rows.length > 50 } });
const nested = ({ 'o.id': id, 'o.name': name, 'o.creditCode': creditCode, 'a.code': code, 'a.name': areaName, 'a.path': path, ...row }) => ({ ...row, operator: id && { id, name, creditCode }, ...(code === undefined ? {} : { area: code && { code, name: areaName, path } }) });

const questions = {
  list: async (asked) => page(await rowsOf('list', LIST, filterOf(asked))),
  deep: async ({ after: [at, id] }) => page(await rowsOf('deep', DEEP, [...REACH, at, id])),
  total: async (asked) => {
    const [rows, [{ count }]] = await Promise.all([rowsOf('list', LIST, filterOf(asked)), rowsOf('count', COUNT, filterOf(asked))]);
    return { ...page(rows), totalCount: count };
  },
  operators: async (asked) => page((await rowsOf('operators', OPERATORS, filterOf(asked))).map(nested)),
  join: async (asked) => page((await rowsOf('join', JOIN, filterOf(asked))).map(nested)),
  dashboard: async ({ kinds }) => {
    const by = Object.entries({ total: 'null', towns: 'case when length(p.area_code) >= 9 then left(p.area_code, 9) end', kinds: 'p.kind', stars: 'p.stars::text', statuses: 'p.status' });
    return Object.fromEntries(await Promise.all(by.map(async ([name, value]) => [name, await rowsOf(name, summary(value), [...REACH, kinds])])));
  },
  amend: async ({ id, version, employees }) => {
    const client = await pool.connect();
    try {
      await client.query('begin');
      const [before] = await rowsOf('lock', `select employees from enterprises.premises where id = $1 and version = $2 and area_code >= $3 and area_code < $4 for update`, [id, version, ...REACH], client);
      const [row] = await rowsOf('set', 'update enterprises.premises set employees = $2, version = version + 1, updated_at = now() where id = $1 returning id, version, employees', [id, employees], client);
      const changes = JSON.stringify([{ field: 'employees', from: String(before.employees), to: String(employees) }]);
      await rowsOf('trail', `insert into enterprises.audit (id, actor_id, actor_name, address, request_id, action, record_id, changes, sequence, mac) values ($1, 'bench', 'bench', '127.0.0.1', 'bench', 'premises.amend', $2, $3, $4, '')`, [randomUUID(), id, changes, version + 1], client);
      await client.query('commit');
      return row;
    } finally {
      client.release();
    }
  },
};

const server = http.createServer((request, response) => {
  const parts = [];
  request.on('data', (part) => parts.push(part));
  request.on('end', async () => {
    const { question, variables } = JSON.parse(Buffer.concat(parts).toString());
    const text = await questions[question](variables).then((data) => JSON.stringify({ data }), (error) => JSON.stringify({ errors: [{ message: error.message }] }));
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) }).end(text);
  });
});
server.listen(0, '127.0.0.1', () => process.stdout.write(`${JSON.stringify({ ready: true, url: `http://127.0.0.1:${server.address().port}` })}\n`));
process.on('SIGTERM', () => process.exit(0));
