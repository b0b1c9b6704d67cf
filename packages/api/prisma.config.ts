import { defineConfig } from 'prisma/config';

// Migrations are applied by src/database/migrate.ts and written by prisma/author.mjs; Prisma's command line is
// only asked to generate the client, and may be pointed at a database to look at its history.
export default defineConfig({
  schema: 'prisma/schema.prisma',
  migrations: { path: 'prisma/migrations' },
  datasource: { url: process.env.DATABASE_URL ?? '' },
});
