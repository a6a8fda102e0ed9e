import { Arg, Ctx, FieldResolver, ID, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
import { Guard } from '../graph/guard';
import { ServiceContext } from '../graph/service-context';
import { notFound } from '../errors/domain-error';
import type { ImportDefinition } from './definition';
import { importCounts, importRows } from './import-rows';
import { getRun, listRuns, type ImportRun } from './import-run';
import * as types from './import-types';
import * as steps from './steps';

/** Counts, rows and the refusal of a run, whichever service it belongs to. */
@Resolver(() => types.ImportRunType)
export class ImportRunResolver {
  @FieldResolver(() => String, { nullable: true, description: 'Why the file as a whole was refused.' })
  refusal(@Root() run: ImportRun, @Ctx() context: ServiceContext): string | null {
    return run.refusal?.[context.request.language] ?? null;
  }

  @FieldResolver(() => [types.ImportColumnType], { description: 'Its columns.' })
  columns(@Root() run: ImportRun, @Ctx() context: ServiceContext): types.ImportColumnType[] {
    return run.columns.map((column) => ({ ...column, note: column.note && column.note[context.request.language] }));
  }

  @FieldResolver(() => types.ImportCounts, { description: 'How many rows would become what.' })
  counts(@Root() run: ImportRun, @Ctx() context: ServiceContext): Promise<types.ImportCounts> {
    return importCounts(context, run);
  }

  @FieldResolver(() => types.ImportRowConnection, { description: 'Its rows in the order of the file.' })
  rows(
    @Root() run: ImportRun,
    @Ctx() context: ServiceContext,
    @Arg('outcomes', () => [types.ImportOutcomeEnum], { nullable: true, description: 'Only rows that would become one of these.' }) outcomes: string[] | undefined,
    @Arg('alike', () => String, { nullable: true, description: 'Only rows that share this, see `alike` of a row.' }) alike: string | undefined,
    @Arg('first', () => Int, { defaultValue: 50, description: 'How many rows, 200 at most.' }) first: number,
    @Arg('after', () => String, { nullable: true, description: 'Line after which the page begins.' }) after: string | undefined,
  ): Promise<object> {
    return importRows(context, run, { outcomes, alike, first, after });
  }
}

/** The wizard of a service: `enterprisesImport`, `writeEnterprisesImport` and the steps between. */
export function importResolver(service: string, definitions: readonly ImportDefinition[]): (new () => object)[] {
  const prefix = service.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase());
  const Name = prefix[0]!.toUpperCase() + prefix.slice(1);
  @Resolver()
  class ServiceImportResolver {
    @Guard('signed-in')
    @Query(() => types.ImportRunType, { name: `${prefix}Import`, nullable: true, description: 'An import by id. NOT_FOUND when it is not the caller’s to see.' })
    one(@Arg('id', () => ID) id: string, @Ctx() context: ServiceContext): Promise<ImportRun> {
      return getRun(context, definitions, id);
    }

    @Guard('signed-in')
    @Query(() => [types.ImportRunType], { name: `${prefix}Imports`, nullable: true, description: 'Uploads of a register, newest first.' })
    many(@Arg('register', () => String, { description: 'The register, by the name of its list.' }) register: string, @Arg('first', () => Int, { defaultValue: 20, description: 'How many uploads, 100 at most.' }) first: number, @Ctx() context: ServiceContext): Promise<ImportRun[]> {
      const definition = definitions.find(({ thing }) => thing.register.many === register);
      if (!definition) throw notFound({ zh: '导入', en: 'imports' });
      return listRuns(context, definition, Math.min(Math.max(first, 1), 100));
    }

    @Guard('signed-in')
    @Mutation(() => types.ImportRunType, { name: `map${Name}Import`, description: 'Assigns columns and checks anew.' })
    map(@Arg('input', () => types.MapImportInput) input: types.MapImportInput, @Ctx() context: ServiceContext): Promise<ImportRun> {
      return steps.mapColumns(context, definitions, input.id, input.columns, input.coordinates);
    }

    @Guard('signed-in')
    @Mutation(() => types.ImportRunType, { name: `correct${Name}ImportRows`, description: 'Corrects rows and checks anew.' })
    correct(@Arg('input', () => types.CorrectImportInput) input: types.CorrectImportInput, @Ctx() context: ServiceContext): Promise<ImportRun> {
      return steps.correctRows(context, definitions, input.id, input.rows);
    }

    @Guard('signed-in')
    @Mutation(() => types.ImportRunType, { name: `decide${Name}ImportRows`, description: 'Decides possible duplicates and checks anew.' })
    decide(@Arg('input', () => types.DecideImportInput) input: types.DecideImportInput, @Ctx() context: ServiceContext): Promise<ImportRun> {
      return steps.decideRows(context, definitions, input.id, input.rows);
    }

    @Guard('signed-in')
    @Mutation(() => types.ImportRunType, { name: `write${Name}Import`, description: 'Writes the import in one transaction; a second time changes nothing.' })
    write(@Arg('input', () => types.WriteImportInput) input: types.WriteImportInput, @Ctx() context: ServiceContext): Promise<ImportRun> {
      return steps.write(context, definitions, input.id, input.take);
    }

    @Guard('signed-in')
    @Mutation(() => types.ImportRunType, { name: `abandon${Name}Import`, description: 'Gives the import up.' })
    abandon(@Arg('input', () => types.AbandonImportInput) input: types.AbandonImportInput, @Ctx() context: ServiceContext): Promise<ImportRun> {
      return steps.abandon(context, definitions, input.id);
    }
  }
  return [ServiceImportResolver, ImportRunResolver];
}
