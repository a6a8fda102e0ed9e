// What an import would do, in words that fit on a screen.
const AREA = 'areaCode';
const TOWN = 9;

/** The most exact area proposed for a row. */
export const placeOf = ({ proposals }) =>
  proposals.filter(({ field, value }) => field === AREA && value).toSorted((a, b) => b.value.length - a.value.length)[0];

const share = (count, whole) => (whole ? `${count}（${((100 * count) / whole).toFixed(1)} %）` : String(count));

function byReason(rows) {
  const reasons = new Map();
  for (const { faults } of rows) {
    for (const { message, value } of faults) {
      const reason = value ? message.replaceAll(value, '…') : message;
      reasons.set(reason, (reasons.get(reason) ?? 0) + 1);
    }
  }
  return [...reasons].toSorted(([, a], [, b]) => b - a);
}

/** @returns {string} */
export function reportOf({ fileName, state, refusal, createdByName, columns, counts, rows }) {
  const lines = ['', `${fileName}　${createdByName}　${state}`];
  if (refusal) return [...lines, `整份未收 refused：${refusal}`, ''].join('\n');
  const places = rows.map(placeOf).filter(Boolean);
  const villages = places.filter(({ value }) => value.length > TOWN);
  const certain = places.filter(({ certainty }) => certainty === 'CERTAIN');
  const stored = columns.filter(({ field }) => field);
  lines.push(
    `列 columns：${stored.length}/${columns.length} 收入 taken　${stored.map(({ heading }) => heading).join('、')}`,
    ...columns.filter(({ field }) => !field).map(({ letter, heading, note }) => `  ${letter} ${heading}：${note ?? '不收'}`),
    `行 rows：${counts.rows}`,
    `  新增 create ${counts.create}　更新 amend ${counts.amend}　不变 unchanged ${counts.unchanged}　疑似重复 duplicate ${counts.duplicate}`,
    `  有错 faulty ${counts.faulty}（${counts.faults} 处 faults）　归他处 elsewhere ${counts.elsewhere}　略过 skipped ${counts.skipped}`,
    `建议乡镇 town proposed：${share(places.length, counts.rows)}`,
    `建议村（社区） village proposed：${share(villages.length, counts.rows)}`,
    `其中确定 certain：${share(certain.length, places.length)}`,
  );
  const reasons = byReason(rows);
  if (reasons.length) lines.push('错误 faults by reason：', ...reasons.map(([reason, count]) => `  ${String(count).padStart(5)}  ${reason}`));
  return `${lines.join('\n')}\n`;
}

/** The drawn rows as tab-separated lines, to be judged by eye. */
export function sampleOf({ columns }, rows) {
  const address = columns.find(({ field }) => field === 'address')?.index;
  const lines = rows.map((row) => {
    const { value, label, reason, certainty } = placeOf(row);
    return [row.number, row.cells[address] ?? '', value, label, reason, certainty].map((cell) => String(cell ?? '').replaceAll(/\s+/g, ' ')).join('\t');
  });
  return `\n${['row', 'address', 'area code', 'names', 'reason', 'certainty'].join('\t')}\n${lines.join('\n')}\n`;
}
