import { BootInputSchema, BootSchema } from '@hearth/schema';
import { widgetProcedure } from '../trpc.ts';
import { boot } from './boot.ts';

export const bootProcedure = widgetProcedure
  .input(BootInputSchema)
  .output(BootSchema)
  .query(({ ctx, input }) => boot(ctx, input));
