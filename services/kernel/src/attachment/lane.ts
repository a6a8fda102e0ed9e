import { DomainError } from '../errors/domain-error';

const busy = () => new DomainError('RATE_LIMITED', { zh: '正在处理的照片太多，请稍后再看', en: 'Too many pictures are being worked on; look again shortly' });

/** Work done one after the other, so that pictures never take all processors; what comes when too much waits is refused. */
export class Lane {
  #last: Promise<unknown> = Promise.resolve();
  #waiting = 0;

  constructor(private readonly most: number) {}

  async run<T>(work: () => Promise<T>): Promise<T> {
    if (this.#waiting >= this.most) throw busy();
    this.#waiting += 1;
    const mine = this.#last.then(work, work);
    this.#last = mine.catch(() => undefined);
    try {
      return await mine;
    } finally {
      this.#waiting -= 1;
    }
  }
}
