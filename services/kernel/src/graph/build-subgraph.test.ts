import { parse } from 'graphql';
import { Arg, Int, Mutation, Query, Resolver } from 'type-graphql';
import { describe, expect, it } from 'vitest';
import { Actor } from '../actor/actor';
import { RequestContext } from '../actor/request-context';
import { requireSoundKey } from './attempt-key';
import { buildSubgraph } from './build-subgraph';
import { executorOf } from './execute';
import { Guard } from './guard';
import { ServiceContext } from './service-context';

@Resolver()
class GuardedResolver {
  @Guard('unit.read')
  @Query(() => Int, { description: 'For tests.' })
  things(): number {
    return 7;
  }

  @Guard('signed-in')
  @Mutation(() => Int, { description: 'For tests.' })
  doubled(@Arg('of', () => Int) of: number): number {
    return of * 2;
  }

  @Guard('signed-in')
  @Query(() => Int, { description: 'For tests.' })
  broken(): number {
    throw new Error('a password');
  }

  @Guard('signed-in')
  @Query(() => Int, { description: 'For tests.' })
  unstorable(): number {
    throw Object.assign(new Error('invalid byte sequence'), { code: '22021' });
  }
}

@Resolver()
class UnguardedQuery {
  @Query(() => Int, { description: 'For tests.' })
  open(): number {
    return 1;
  }
}

@Resolver()
class UnguardedMutation {
  @Mutation(() => Int, { description: 'For tests.' })
  openToo(): number {
    return 1;
  }
}

@Resolver()
class MisspeltGuard {
  @Guard('unit.reed')
  @Query(() => Int, { description: 'For tests.' })
  misspelt(): number {
    return 1;
  }
}

const build = (...resolvers: (new () => object)[]) => buildSubgraph({ name: 'test', things: [], resolvers });

describe('a service', () => {
  it.each([['Query.open', UnguardedQuery], ['Mutation.openToo', UnguardedMutation]])('does not start with an operation that asks for nothing: %s', async (name, planted) => {
    await expect(build(GuardedResolver, planted)).rejects.toThrow(`test: operations without a guard: ${name}`);
  });

  it('does not start with a guard that is no permission', async () => {
    await expect(build(GuardedResolver, MisspeltGuard)).rejects.toThrow('test: guards that are no permission: Query.misspelt (unit.reed)');
  });
});

describe('an operation', async () => {
  const bugs: unknown[] = [];
  const subgraph = await build(GuardedResolver);
  const execute = executorOf(subgraph, (request) => new ServiceContext(request, {} as never, async () => undefined, []), (...bug) => bugs.push(bug));
  const actor = (...permissions: string[]) => new Actor('1', 'A', '', permissions, [], '430681');
  const ask = (document: string, who: Actor | null) => execute(parse(document), {}, new RequestContext(who, 'request 5', '', 'en'));
  const codes = async (document: string, who: Actor | null) => (await ask(document, who)).errors?.map(({ extensions }) => extensions.code);

  it('answers who has its permission', async () => {
    expect(await ask('{ things }', actor('unit.read'))).toEqual({ data: { things: 7 } });
    expect(await ask('mutation { doubled(of: 4) }', actor())).toEqual({ data: { doubled: 8 } });
  });

  it('refuses who has not, and who is not signed in', async () => {
    expect(await codes('{ things }', actor('unit.amend'))).toEqual(['FORBIDDEN']);
    expect(await codes('{ things }', null)).toEqual(['UNAUTHENTICATED']);
    expect(await codes('mutation { doubled(of: 4) }', null)).toEqual(['UNAUTHENTICATED']);
  });

  it('shows a bug as a number, and logs it under that number', async () => {
    const { errors } = await ask('{ broken }', actor());
    expect(errors).toMatchObject([{ extensions: { code: 'INTERNAL', requestId: 'request 5' } }]);
    expect(JSON.stringify(errors)).not.toContain('a password');
    expect(bugs.splice(0)).toMatchObject([[{ message: 'a password' }, 'request 5']]);
  });

  it('takes what the database can not hold for a mistake of the caller, and logs it as a warning', async () => {
    const { errors } = await ask('{ unstorable }', actor());
    expect(errors).toMatchObject([{ message: expect.not.stringContaining('byte'), path: ['unstorable'], extensions: { code: 'INVALID_INPUT' } }]);
    expect(bugs.splice(0)).toMatchObject([[{ message: 'invalid byte sequence' }, 'request 5', 'warn']]);
  });

  it('refuses a key that no index holds before anything is done', async () => {
    const keyed = { input: { clientMutationId: 'k'.repeat(101) } };
    expect(() => requireSoundKey(keyed)).toThrow(expect.objectContaining({ code: 'INVALID_INPUT' }));
    expect(() => requireSoundKey({ input: {} })).not.toThrow();
  });
});
