export { refuse, refuseError } from '@moduan/kernel/http/refusals';
