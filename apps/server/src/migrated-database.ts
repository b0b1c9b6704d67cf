import { type Database, isUnavailable, migrate, openDatabase } from '@hearth/api';
import { orClose } from './or-close.ts';

type Options = Parameters<typeof openDatabase>[0];

/**
 * The database, its tables up to date.
 *
 * @throws Error that says where PostgreSQL was looked for, when it is not there
 */
export async function openMigrated(options: Options): Promise<{ database: Database; applied: string[] }> {
  const database = await openDatabase(options);
  return orClose(database, async () => {
    try {
      const { applied } = await migrate(database);
      return { database, applied };
    } catch (cause) {
      if (!isUnavailable(cause) || !URL.canParse(options.url)) throw cause;
      const { host, pathname } = new URL(options.url);
      throw new Error(
        `PostgreSQL cannot be used at ${host}${pathname}. Start it there, or change DATABASE_URL.`,
        { cause },
      );
    }
  });
}
