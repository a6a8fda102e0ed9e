import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Readable } from 'node:stream';
import { checkRun, DomainError, faultsFile, getRun, importTemplate, notFound, receiveImport, refuseRun, type ImportDefinition, type Service, type ServiceContext } from '@moduan/kernel';
import { attachment } from './attachment';

type Named = { service: string; many: string };
type ContextFor = (request: FastifyRequest, service: Service) => Promise<ServiceContext>;

/** Files into registers: templates, uploads streamed straight to the reader, and the file with its faults marked. */
export function importRoutes(app: FastifyInstance, services: ReadonlyMap<string, Service>, contextFor: ContextFor): void {
  app.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', (_request, payload, done) => done(null, payload));
    scope.post<{ Params: Named }>('/imports/:service/:many', async (request, reply) => {
      const { service, definition } = importOf(services, request.params);
      const context = await contextFor(request, service);
      const id = await receiveImport(context, definition, fileName(request), request.body as Readable);
      void check(app, context, service, definition, id);
      return reply.code(202).send({ id });
    });
  });
  app.get<{ Params: Named & { format: string } }>('/imports/:service/:many/template.:format', async (request, reply) => {
    const { service, definition } = importOf(services, request.params);
    const format = request.params.format === 'csv' ? 'csv' : 'xlsx';
    const context = await contextFor(request, service);
    return attachment(reply, `${definition.thing.register.label[context.request.language]}-模板`, format, importTemplate(context, definition, format));
  });
  app.get<{ Params: { service: string; id: string } }>('/imports/:service/:id/faults.xlsx', async (request, reply) => {
    const service = services.get(request.params.service);
    if (!service) throw notFound({ zh: '导入', en: 'imports' });
    const context = await contextFor(request, service);
    const run = await getRun(context, service.imports, request.params.id);
    return attachment(reply, `${run.fileName}-有错的行`, 'xlsx', faultsFile(context, run));
  });
}

/** The dry run goes on after the upload is acknowledged; the wizard asks how far it is. */
async function check(app: FastifyInstance, context: ServiceContext, service: Service, definition: ImportDefinition, id: string): Promise<void> {
  try {
    const run = await getRun(context, service.imports, id);
    if (run.state === 'CHECKING') await checkRun(context, definition, run);
  } catch (error) {
    app.log.error({ err: error, import: id }, 'the dry run failed');
    const label = error instanceof DomainError ? error.label : { zh: '核对时系统出错，文件没有写入；请重新上传', en: 'The check failed and nothing was written; upload the file again' };
    // When the server is closing there is no database any more: the next start tells the person.
    await refuseRun(context.db, id, label).catch((lost: unknown) => app.log.error({ err: lost, import: id }, 'the upload stays open until the next start'));
  }
}

function importOf(services: ReadonlyMap<string, Service>, { service: name, many }: Named) {
  const service = services.get(name);
  const definition = service?.imports.find(({ thing }) => thing.register.many === many);
  if (!service || !definition) throw notFound({ zh: '可导入的台账', en: 'registers that take files' });
  return { service, definition };
}

function fileName(request: FastifyRequest): string {
  const given = String(request.headers['x-file-name'] ?? '');
  try {
    return decodeURIComponent(given).replace(/[\u0000-\u001f/\\]/g, ' ').trim() || 'ledger';
  } catch {
    return 'ledger';
  }
}
