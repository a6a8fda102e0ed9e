import { date, text } from '../fields';
import { describeRegister } from '../register';
import { ofPremises } from './of-premises';

/** People trained to sell what not everybody may sell, as fireworks. */
export const trainedSellerRegister = describeRegister({
  service: 'enterprises',
  type: 'TrainedSeller',
  noun: 'trained-seller',
  one: 'trainedSeller',
  many: 'trainedSellers',
  label: { zh: '经培训销售人员', en: 'Trained sellers' },
  counted: { zh: '人', en: 'sellers' },
  doc: 'A person of a premises who was trained to sell, with the certificate.',
  title: 'name',
  matchOn: ['certificateNumber'],
  can: ['create', 'amend', 'end', 'import', 'export'],
  fields: {
    name: text({ zh: '姓名', en: 'Name', doc: 'Who was trained.', required: true, max: 60, search: true, sort: true, column: true }),
    ...ofPremises,
    certificateNumber: text({ zh: '培训证号', en: 'Certificate', doc: 'Number of the certificate.', required: true, max: 60, search: true, sort: true, column: true, headings: ['证书编号', '证号'] }),
    trainedOn: date({ zh: '培训日期', en: 'Trained on', doc: 'Day of the training.', filter: true, sort: true, column: true }),
    validUntil: date({ zh: '证书有效期止', en: 'Valid until', doc: 'Last day of the certificate; open when absent.', filter: true, sort: true, column: true, headings: ['有效期止'] }),
  },
});
