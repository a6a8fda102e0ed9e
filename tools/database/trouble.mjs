/** Something about the database that a person can mend: one line, Chinese and English. */
export class DatabaseTrouble extends Error {
  /**
   * @param {string} zh
   * @param {string} en
   */
  constructor(zh, en) {
    super(`${zh}\n${en}`);
    this.name = 'DatabaseTrouble';
    this.label = { zh, en };
  }
}
