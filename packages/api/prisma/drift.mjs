import { missingFromMigrations } from './schema-engine.mjs';

// Fails when schema.prisma and the migrations disagree. Checks, triggers, functions and partial indexes, which
// Prisma's schema cannot express, live in the migrations alone and are no disagreement.

const { different, text } = await missingFromMigrations({ asScript: false });
if (different) {
  console.error(`schema.prisma and the migrations disagree. The migrations lack:\n${text.trimEnd()}`);
  console.error('Write them with: node prisma/author.mjs <name>');
  process.exit(1);
}
console.log('schema.prisma and the migrations agree.');
