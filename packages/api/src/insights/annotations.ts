import {
  type Annotation,
  AnnotationInputSchema,
  AnnotationListSchema,
  AnnotationSchema,
  QuestionSchema,
  RemoveAnnotationInputSchema,
} from '@hearth/schema';
import { z } from 'zod';
import { HearthError } from '../errors/hearth-error.ts';
import { newId, rowId, wireId } from '../ids.ts';
import { consoleProcedure, consoleRouterOf } from '../trpc.ts';
import {
  deleteAnnotation,
  findAnnotations,
  insertAnnotation,
  type StoredAnnotation,
} from './annotation-store.ts';

const onWire = ({ id, ...annotation }: StoredAnnotation): Annotation => ({
  id: wireId('annotation', id),
  ...annotation,
});

/** Notable days, drawn on every trend. */
export const annotationsRouter = consoleRouterOf({
  list: consoleProcedure('read insights')
    .input(QuestionSchema)
    .output(AnnotationListSchema)
    .query(async ({ ctx: { services, operator }, input }) => ({
      items: (await findAnnotations(services.database, operator.projectId, input)).map(onWire),
    })),

  add: consoleProcedure('annotate days')
    .input(AnnotationInputSchema)
    .output(AnnotationSchema)
    .mutation(async ({ ctx: { services, operator }, input }) => {
      const [id, at] = [newId(), services.now()];
      const { projectId } = operator;
      const annotation = { projectId, id, ...input, operatorId: operator.id, at };
      const author = await insertAnnotation(services.database, annotation);
      return onWire({ id, ...input, author });
    }),

  remove: consoleProcedure('annotate days')
    .input(RemoveAnnotationInputSchema)
    .output(z.object({}))
    .mutation(async ({ ctx: { services, operator }, input }) => {
      if (await deleteAnnotation(services.database, operator.projectId, rowId(input.id))) return {};
      throw new HearthError('not_found', 'There is no such annotation any more. Reload the page.');
    }),
});
