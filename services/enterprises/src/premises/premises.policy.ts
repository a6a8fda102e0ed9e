import { mayInArea, type Placed, type Rule } from '@moduan/kernel';

const mayPlace = mayInArea('premises.place');

/** A premises in a grid is placed; what is wrong there is moved. */
const place: Rule<Placed & { readonly placed: string | null }> = (actor, record) => record.placed !== 'GRID' && mayPlace(actor, record);

/** Who may do what with premises of their jurisdiction. */
export const premisesPolicy = {
  create: mayInArea('premises.create'),
  amend: mayInArea('premises.amend'),
  end: mayInArea('premises.end'),
  place,
  transfer: mayInArea('premises.transfer'),
  grade: mayInArea('premises.grade'),
  merge: mayInArea('premises.merge'),
  succeed: mayInArea('premises.succeed'),
  share: mayInArea('premises.share'),
};
