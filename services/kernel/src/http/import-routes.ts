import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Readable } from 'node:stream';
import { uuidv7 } from '../entity/id';
import { DomainError, notFound } from '../errors/domain-error';
import { faultsFile } from '../export/faults-file';
import { importTemplate } from '../export/import-template';
import type { ServiceContext } from '../graph/service-context';
import { checkRun, getRun, receiveImport, refuseRun, type ImportDefinition } from '../import';
import { holdRun } from '../import/held-runs';
import { requireImport } from '../import/import-run';
import type { Service } from '../service';
import { attachment } from './attachment';
import { noting, type ContextFor } from './context-for';

type Named = { many: string };

/** Files into registers: templates, uploads streamed straight to the reader, and the file with its faults marked. */
export function importRoutes(app: FastifyInstance, service: Service, contextFor: ContextFor): void {
  app.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', (_request, payload, done) => done(null, payload));
    scope.post<{ Params: Named }>(`/imports/${service.name}/:many`, async (request, reply) => {
      const definition = importOf(service, request.params);
      const context = await contextFor(request, service);
      const id = uuidv7();
      const letGo = await noting(context, `import ${request.params.many}`, async () => {
        requireImport(context, definition);
        return holdRun(context.database, id);
      });
      try {
        await receiveImport(context, definition, fileName(request), request.body as Readable, id);
      } catch (error) {
        await letGo();
        throw error;
      }
      void check(app, context, service, definition, id).finally(letGo);
      return reply.code(202).send({ id });
    });
  });
  app.get<{ Params: Named & { format: string } }>(`/imports/${service.name}/:many/template.:format`, async (request, reply) => {
    const definition = importOf(service, request.params);
    const format = request.params.format === 'csv' ? 'csv' : 'xlsx';
    const context = await contextFor(request, service);
    return attachment(reply, `${definition.thing.register.label[context.request.language]}-模板`, format, importTemplate(context, definition, format));
  });
  app.get<{ Params: { id: string } }>(`/imports/${service.name}/:id/faults.xlsx`, async (request, reply) => {
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

function importOf(service: Service, { many }: Named): ImportDefinition {
  const definition = service.imports.find(({ thing }) => thing.register.many === many);
  if (!definition) throw notFound({ zh: '可导入的台账', en: 'registers that take files' });
  return definition;
}

/** Signs that turn a name round or make two of them look alike. */
const HIDDEN = /\p{Cf}/gu;

/** A name to be shown, never a way to a file. */
function fileName(request: FastifyRequest): string {
  const given = String(request.headers['x-file-name'] ?? '');
  try {
    return decodeURIComponent(given).toWellFormed().replace(HIDDEN, '').replace(/[\p{Cc}\u2028\u2029/\\]/gu, ' ').trim() || 'ledger';
  } catch {
    return 'ledger';
  }
}
