import { copyOf, type EventHandler } from '@moduan/kernel';
import { staffFollows } from '../grid-staff/staff-follows';

const people = copyOf({ event: 'offices.person', table: 'person_copy', columns: { name: 'name', staffNumber: 'staff_number', areaCode: 'area_code', endedAt: 'ended_at' } });

/** Whom a grid can be given to: the people of the offices by name, number and area; offices owns the originals. */
export const copies: readonly EventHandler[] = [
  {
    ...people,
    handle: async (db, payload) => {
      await people.handle(db, payload);
      await staffFollows(db, payload.rows.map(({ id }) => id as string));
    },
  },
];
