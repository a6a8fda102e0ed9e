import { unitRegister } from '@moduan/schema/offices/unit';
import { defineDepartment } from '@moduan/ui';
import { registerRoutes } from '@moduan/ui/data';

export default defineDepartment({
  contract: 1,
  name: 'offices',
  routes: registerRoutes([unitRegister]),
});
