import { notFound } from './errors/domain-error';
import type { Emit } from './events/events';
import type { Database } from './database/open-database';

/** What a use case has at hand that the gateway asks for in its own name, as signing somebody in. */
export interface Calling {
  readonly database: Database;
  /** Tells other domains, in the transaction of the change. */
  readonly emit: Emit;
}

/** Such a use case: plain values in and out, because it may be asked over the network. */
export type Call<Input = never, Output = unknown> = (calling: Calling, input: Input) => Promise<Output>;
export type Calls = Readonly<Record<string, Call>>;

/** The use cases of a service as its caller sees them, whatever the distance. */
export type Caller<C extends Calls> = { readonly [Name in keyof C]: (input: Parameters<C[Name]>[1]) => ReturnType<C[Name]> };

export interface Callable {
  call(name: string, input: unknown): Promise<unknown>;
}

export const callerOf = <C extends Calls>(service: Callable): Caller<C> =>
  new Proxy({} as Caller<C>, { get: (_none, name) => (input: unknown) => service.call(String(name), input) });

/** Runs a use case by its name; one that the service does not offer is not there. */
export async function runCall(calls: Calls, calling: Calling, name: string, input: unknown): Promise<unknown> {
  if (!Object.hasOwn(calls, name)) throw notFound({ zh: '用例', en: 'use cases' });
  return calls[name]!(calling, input as never);
}
