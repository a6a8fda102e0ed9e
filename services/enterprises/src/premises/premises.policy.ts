import { mayInArea } from '@moduan/kernel';

/** Who may do what with premises of their jurisdiction. */
export const premisesPolicy = {
  create: mayInArea('premises.create'),
  amend: mayInArea('premises.amend'),
  end: mayInArea('premises.end'),
  transfer: mayInArea('premises.transfer'),
  grade: mayInArea('premises.grade'),
};
