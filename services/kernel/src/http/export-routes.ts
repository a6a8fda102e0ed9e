import type { FastifyInstance } from 'fastify';
import { coerceInputValue, type GraphQLInputObjectType } from 'graphql';
import { invalidInput, notFound } from '../errors/domain-error';
import { exportRegister, type ExportRequest } from '../export/export-register';
import type { Service } from '../service';
import { attachment } from './attachment';
import { noting, type ContextFor } from './context-for';

interface Query {
  readonly filter?: string | string[];
  readonly orderBy?: string | string[];
  readonly columns?: string | string[];
}

/** Lists as files: the filter and order of the screen come as the same JSON that the graph takes. */
export function exportRoutes(app: FastifyInstance, service: Service, contextFor: ContextFor): void {
  app.get<{ Params: { many: string; format: string }; Querystring: Query }>(`/exports/${service.name}/:many.:format(^(?:xlsx|csv|geojson)$)`, async (request, reply) => {
    const { many, format } = request.params;
    const thing = service.definition.things.find(({ register }) => register.many === many && register.can.includes('export'));
    if (!thing) throw notFound({ zh: '可导出的台账', en: 'registers that can be exported' });
    const context = await contextFor(request, service);
    const { filter, orderBy, columns } = request.query;
    const order = coerce(service, `${thing.register.type as string}Order`, parse(orderBy, 'orderBy'), 'orderBy') as { field: string; direction: 'ASC' | 'DESC' } | undefined;
    const wanted: ExportRequest = {
      format: format as ExportRequest['format'],
      filter: coerce(service, `${thing.register.type as string}Filter`, parse(filter, 'filter'), 'filter') as ExportRequest['filter'],
      orderBy: order && { ...order, field: order.field.toLowerCase().replace(/_(.)/g, (_, letter: string) => letter.toUpperCase()) },
      columns: columns ? once(columns, 'columns').split(',') : undefined,
    };
    return attachment(reply, thing.register.label[context.request.language] as string, wanted.format, await noting(context, `export ${many}`, () => exportRegister(context, thing, wanted)));
  });
}

/** Checked by the very type that the graph takes. */
function coerce(service: Service, typeName: string, value: unknown, path: string): unknown {
  if (value === undefined) return undefined;
  const type = service.subgraph.schema.getType(typeName);
  const refuse = (message: string) => {
    throw invalidInput([{ path, message: { zh: `筛选条件不对：${message}`, en: message } }]);
  };
  return coerceInputValue(value, type as GraphQLInputObjectType, (_path, _value, error) => refuse(error.message));
}

function once(value: string | string[], path: string): string {
  if (typeof value === 'string') return value;
  throw invalidInput([{ path, message: { zh: `地址里只能写一次 ${path}`, en: `The address may name ${path} only once` } }]);
}

function parse(given: string | string[] | undefined, path: string): unknown {
  if (!given) return undefined;
  const text = once(given, path);
  try {
    const value = JSON.parse(text) as unknown;
    if (value && typeof value === 'object' && !Array.isArray(value)) return value;
  } catch {
    // Said below, like anything else that is not an object.
  }
  throw invalidInput([{ path, message: { zh: '不是 JSON 对象', en: 'Not a JSON object' } }]);
}
