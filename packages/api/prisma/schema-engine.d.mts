export declare const migrationsFolder: string;
/** What has to be done to a database that has every migration, for it to be what schema.prisma says. */
export declare function missingFromMigrations(options: {
  asScript: boolean;
}): Promise<{ different: boolean; text: string }>;
/** What Prisma's own tools have to say about the history of a database; null when all is well. */
export declare function complaintsAbout(
  database: import('@electric-sql/pglite').PGlite,
): Promise<string | null>;
