import { mkdirSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { migrationsFolder, missingFromMigrations } from './schema-engine.mjs';

// node prisma/author.mjs add_surveys — writes the migration that brings the history up to schema.prisma.
// What Prisma cannot express (checks, triggers, partial indexes) is then added to it by hand.

const [name = ''] = process.argv.slice(2);
if (!/^[a-z][a-z0-9_]*$/.test(name)) {
  console.error('Name the change in lower case: node prisma/author.mjs add_surveys');
  process.exit(1);
}

const { different, text } = await missingFromMigrations({ asScript: true });
if (!different) {
  console.log('The migrations already say what schema.prisma says: nothing to write.');
  process.exit(0);
}

const moment = new Date().toISOString().replace(/\D/g, '').slice(0, 14);
const folder = join(migrationsFolder, `${moment}_${name}`);
mkdirSync(folder);
writeFileSync(join(folder, 'migration.sql'), `${text.trim()}\n`);
console.log(`Wrote ${relative(process.cwd(), folder)}/migration.sql. Read it before you commit it.`);
