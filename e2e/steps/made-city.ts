import { stringify } from 'csv-stringify/sync';
import { makeCreditCode, makeIdentityCard } from '@moduan/schema/codes';
import type { UploadedFile } from './import-wizard';

/** A city that is nowhere: its files as an administrator fills in the templates. */
export const CITY = { code: '430699', name: '云陵市', bureau: '云陵市应急管理局' };
export const FIRST = { name: '许知行', username: 'xu.zx', password: 'Begin-a-city-2026' };
export const CLERK = { name: '罗月明', username: 'luo.ym', password: 'Chosen-by-me-2026' };
const [TOWN, OTHER] = ['430699101', '430699102'];
export const PREMISES = '云陵市青石镇晨光竹木制品厂';

/** Of a division that does not exist, so that it belongs to nobody. */
const idCard = makeIdentityCard({ division: '430699', birth: '1988-05-17', serial: 7 });

const file = (name: string, rows: readonly Readonly<Record<string, string>>[]): UploadedFile => ({ name, buffer: Buffer.from(`\ufeff${stringify([...rows], { header: true, columns: [...new Set(rows.flatMap(Object.keys))] })}`) });

const person = (more: Readonly<Record<string, string>>) => ({ 所在机构: '青石镇应急办', 岗位: '安全监管员', 岗位角色: '应急办监管员', 账号: '是', ...more });

export const files = {
  areas: file('区划.csv', [
    { 区划代码: CITY.code, 名称: CITY.name },
    { 区划代码: TOWN, 名称: '青石镇' },
    { 区划代码: OTHER, 名称: '柳溪镇' },
    { 区划代码: `${TOWN}201`, 名称: '石门村' },
    { 区划代码: `${OTHER}201`, 名称: '柳岸村' },
  ]),
  units: file('机构.csv', [{ 机构名称: '青石镇应急办', 类别: '乡镇应急办', 辖区: TOWN, 上级机构: CITY.bureau }]),
  people: file('人员.csv', [
    person({ 姓名: CLERK.name, 所在机构: CITY.bureau, 岗位: '其他', 岗位角色: '局工作人员', 手机: '13800000011', 账号: CLERK.username, 任职日期: '2026-03-01' }),
    person({ 姓名: '田野', 手机: '13800000012', 身份证号: idCard }),
    person({ 姓名: '田野', 手机: '13800000012', 身份证号: idCard, 岗位: '消防监管员' }),
    person({ 姓名: '石头', 手机: '138', 账号: '' }),
  ]),
  grids: file('网格.csv', [{ 网格名称: '石门 01', 网格代码: `${TOWN}201001` }]),
  premises: file('企业.csv', [{ 企业名称: PREMISES, 统一社会信用代码: makeCreditCode({ kind: '91', division: '430699', body: 'DM000017' }), 注册地址: '云陵市青石镇石门村三组' }]),
};
