import type { OperationVariables } from '@apollo/client/core';
import { onScopeDispose, ref, shallowRef, watch } from 'vue';
import { client, documentOf } from './client';
import { toProblem, type Problem } from './problem';

export interface Question {
  readonly text: string;
  readonly variables?: OperationVariables;
}

/**
 * Keeps the answer to a question that follows the page's state; `null` asks nothing.
 * The former answer stays until the new one is there, so that a list does not jump while it is filtered.
 */
export const useQuery = <T>(question: () => Question | null) => {
  const data = shallowRef<T>();
  const problem = shallowRef<Problem>();
  const loading = ref(true);
  const readAt = shallowRef<Date>();
  let stop = () => {};
  let refetch = async () => {};

  const start = ({ text, variables = {} }: Question) => {
    const watched = client.watchQuery<T>({ query: documentOf(text), variables, errorPolicy: 'all', fetchPolicy: 'cache-and-network', notifyOnNetworkStatusChange: true });
    const subscription = watched.subscribe((result) => {
      loading.value = result.loading;
      problem.value = result.error ? toProblem(result.error) : undefined;
      if (result.data !== undefined) data.value = result.data as T;
      if (!result.loading) readAt.value = new Date();
    });
    stop = () => subscription.unsubscribe();
    refetch = async () => {
      await watched.refetch().catch(() => undefined);
    };
  };

  watch(
    () => JSON.stringify(question()),
    () => {
      stop();
      const asked = question();
      loading.value = asked !== null;
      if (asked) start(asked);
    },
    { immediate: true },
  );
  onScopeDispose(() => stop());
  return { data, problem, loading, readAt, reload: () => refetch() };
};
