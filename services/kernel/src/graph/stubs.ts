import { Directive, Field, ID, ObjectType } from 'type-graphql';
import { AreaStub } from './value-types';

const stubs = new Map<string, new () => object>([['Area', AreaStub]]);

/** The type of a record that another service owns: its id is known here, everything else is joined in the graph. */
export function stubOf(type: string): new () => object {
  let stub = stubs.get(type);
  if (!stub) {
    stub = class {};
    Directive('@key(fields: "id", resolvable: false)')(stub);
    ObjectType(type, { simpleResolvers: true, description: `A ${type} of another service.` })(stub);
    Field(() => ID, { description: 'Id of the record.' })(stub.prototype as object, 'id');
    stubs.set(type, stub);
  }
  return stub;
}
