import { mayInArea, type Actor, type Placed } from '@moduan/kernel';

interface OfPrincipal extends Placed {
  readonly principalId: string | null;
}

const [mayCreate, mayEnd] = [mayInArea('deputy.create'), mayInArea('deputy.end')];

/** Principals name their own deputies, themselves and not through a program; for somebody else it takes the permission in the area of the post. */
export const namesDeputy = (actor: Actor, post: Placed & { readonly personId: string }): boolean => actor.isPerson(post.personId) || mayCreate(actor, post);

export const deputyPolicy = {
  // Where, follows from the appointment: looked up when the record is prepared.
  create: (actor: Actor) => actor.may('deputy.create'),
  end: (actor: Actor, record: OfPrincipal) => actor.isPerson(record.principalId) || mayEnd(actor, record),
};
