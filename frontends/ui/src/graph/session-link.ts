import { ApolloLink, Observable } from '@apollo/client/core';
import { regain } from '../session/session';
import { toProblem } from './problem';

const saysSignedOut = (errors: readonly { extensions?: Record<string, unknown> }[] | undefined) => errors?.some((error) => error.extensions?.['code'] === 'UNAUTHENTICATED') ?? false;
const isSignedOut = (error: unknown) => toProblem(error).code === 'UNAUTHENTICATED';

/** Holds a request back while the session is renewed, or the person signs in again, and then repeats it, so that a page never loses what was typed. */
export const sessionLink = new ApolloLink(
  (operation, forward) =>
    new Observable((observer) => {
      let closed = false;
      let refusals = 0;
      const attempt = () => {
        let held = false;
        const hold = () => {
          held = true;
          void regain((refusals += 1)).then(() => closed || attempt());
        };
        forward(operation).subscribe({
          next: (result) => (saysSignedOut(result.errors) ? hold() : observer.next(result)),
          error: (error: unknown) => (isSignedOut(error) ? hold() : observer.error(error)),
          complete: () => held || observer.complete(),
        });
      };
      attempt();
      return () => {
        closed = true;
      };
    }),
);
