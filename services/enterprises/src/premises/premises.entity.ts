import { recordOf, thing } from '@moduan/kernel';
import { areaLevel, industryDivision, industrySection } from '@moduan/schema/codes';
import { premisesRegister } from '@moduan/schema/enterprises/premises';
import { linkOperators } from '../operator/link-operators';
import { supervisorOf } from '../star-change/supervisor';
import { premisesPolicy } from './premises.policy';
import { premisesScope } from './premises.scope';

export class Premises extends recordOf(premisesRegister) {
  /** Under which a narrowed jurisdiction knows it. */
  get premisesId(): string {
    return this.id;
  }
}

export const premises = thing(Premises, premisesRegister, {
  scope: premisesScope(),
  policy: premisesPolicy,
  actions: ['transfer', 'grade'],
  emits: 'enterprises.premises',
  derive: (record) => ({
    placed: areaLevel(record.areaCode)?.toUpperCase() ?? null,
    industrySection: record.industryCode ? (industrySection(record.industryCode)?.code ?? null) : null,
    industryDivision: record.industryCode ? (industryDivision(record.industryCode)?.code ?? null) : null,
    operatorName: record.operatorName ?? record.name,
    supervisor: supervisorOf(record.kind, record.stars),
  }),
  prepare: linkOperators,
});
