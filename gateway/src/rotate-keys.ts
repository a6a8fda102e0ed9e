// New keys: the database is sealed anew with them. The product is stopped meanwhile.
import 'reflect-metadata';
import { changeKeys } from './change-keys';

const [data, databaseUrl] = [process.env.MODUAN_DATA!, process.env.DATABASE_URL!];
const count = await changeKeys(data, databaseUrl);
process.stdout.write(`✓ 密钥已更换，重新加密 ${count} 项；旧密钥已不需要 keys changed, ${count} values sealed anew; the old keys are no longer needed\n`);
