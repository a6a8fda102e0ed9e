// What a person sees while things are made ready: one line a step, Chinese and English.
const seconds = (since) => `${((performance.now() - since) / 1000).toFixed(1)} s`;

/** @param {NodeJS.WriteStream} out */
export function progress(out = process.stdout) {
  const say = (line) => out.write(`${line}\n`);
  return {
    say,
    /** Runs a step and tells how long it took; `work` may refine the ending with what it returns as a text. */
    async step(zh, en, work) {
      const since = performance.now();
      say(`● ${zh} ${en} …`);
      const result = await work();
      say(`✓ ${zh} ${en}（${seconds(since)}）`);
      return result;
    },
  };
}

/** Ends the process over something a person can mend; anything else shows where it came from. */
export function giveUp(error) {
  const { label } = error;
  process.stderr.write(label ? `\n✗ ${label.zh}\n  ${label.en}\n` : `\n✗ ${error.stack ?? error}\n`);
  process.exit(1);
}

/** Something a person can mend, outside the database. */
export class Trouble extends Error {
  constructor(zh, en) {
    super(`${zh}\n${en}`);
    this.label = { zh, en };
  }
}
