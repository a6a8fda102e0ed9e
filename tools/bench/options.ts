import { parseArgs } from 'node:util';
import { Trouble } from '../run/progress.mjs';
import { QUESTIONS, type Question } from './questions';

export interface Options {
  readonly rounds: number;
  readonly seconds: number;
  readonly connections: number;
  readonly premises: number;
  readonly questions: readonly Question[];
  /** Parts beside the questions: `import`, `profile`. */
  readonly parts: ReadonlySet<string>;
  /** Another build of the gateway, measured beside this one. */
  readonly against: string | undefined;
  readonly gateway: string | undefined;
  /** A directory that keeps the city for the next run. */
  readonly keep: string | undefined;
  readonly peers: boolean;
  readonly write: boolean;
}

const options = {
  rounds: { type: 'string', default: '5' },
  seconds: { type: 'string', default: '1' },
  connections: { type: 'string', default: '16' },
  premises: { type: 'string', default: '100000' },
  only: { type: 'string' },
  against: { type: 'string' },
  gateway: { type: 'string' },
  keep: { type: 'string' },
  'no-peers': { type: 'boolean', default: false },
  write: { type: 'boolean', default: false },
} as const;

const PARTS = ['import', 'profile'];

/** The questions unless told otherwise, and everything there is for the document; `--only list,import` these alone. */
export function readOptions(args: readonly string[]): Options {
  const { values } = parseArgs({ args: [...args], options });
  const only = values.only?.split(',') ?? [...QUESTIONS, ...(values.write ? PARTS : [])];
  const unknown = only.filter((name) => !PARTS.includes(name) && !(QUESTIONS as readonly string[]).includes(name));
  if (unknown.length) throw new Trouble(`没有这一项：${unknown.join('、')}`, `No such part: ${unknown.join(', ')}. There are ${[...QUESTIONS, ...PARTS].join(', ')}`);
  return {
    rounds: Number(values.rounds),
    seconds: Number(values.seconds),
    connections: Number(values.connections),
    premises: Number(values.premises),
    questions: QUESTIONS.filter((name) => only.includes(name)),
    parts: new Set(PARTS.filter((name) => only.includes(name))),
    against: values.against,
    gateway: values.gateway,
    keep: values.keep,
    peers: !values['no-peers'],
    write: values.write,
  };
}
