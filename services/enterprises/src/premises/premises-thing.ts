import type { BaseRecord, ServiceContext, Thing } from '@moduan/kernel';
import type { Fields } from '@moduan/schema';
import { premisesRegister } from '@moduan/schema/enterprises/premises';

/** The register of premises as the service has it, for what the entity itself is asked for. */
export const premisesThing = (context: ServiceContext): Thing<Fields, BaseRecord> => context.things.find(({ register }) => register.type === premisesRegister.type)!;
