import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils';
import * as engine from '@prisma/schema-engine-wasm/schema_engine_bg';
import { PrismaPGlite } from 'pglite-prisma-adapter';

// Prisma's schema engine as WebAssembly, over PGlite: compares the migrations with schema.prisma on a machine that
// has no database and downloads no binaries.

const NO_FILTERS = { externalTables: [], externalEnums: [] };
const schemaFile = join(import.meta.dirname, 'schema.prisma');
export const migrationsFolder = join(import.meta.dirname, 'migrations');

/** What has to be done to a database that has every migration, for it to be what schema.prisma says. */
export async function missingFromMigrations({ asScript }) {
  const schema = { files: [{ path: schemaFile, content: readFileSync(schemaFile, 'utf8') }] };
  const database = await PGlite.create('memory://');
  const schemaEngine = await startEngine(schema, database);
  try {
    const { stdout, exitCode } = await schemaEngine.diff({
      from: { tag: 'migrations', ...migrationList() },
      to: { tag: 'schemaDatamodel', ...schema },
      script: asScript,
      exitCode: true,
      filters: NO_FILTERS,
    });
    return { different: exitCode === 2, text: stdout ?? '' };
  } finally {
    schemaEngine.free();
    await database.close();
  }
}

/** What Prisma's own tools have to say about the history of a database; null when all is well. */
export async function complaintsAbout(database) {
  const schema = { files: [{ path: schemaFile, content: readFileSync(schemaFile, 'utf8') }] };
  const schemaEngine = await startEngine(schema, database);
  try {
    const { hasMigrationsTable, history, editedMigrationNames, failedMigrationNames } =
      await schemaEngine.diagnoseMigrationHistory({
        migrationsList: migrationList(),
        optInToShadowDatabase: false,
        filters: NO_FILTERS,
      });
    const clean =
      hasMigrationsTable && history === null && !editedMigrationNames.length && !failedMigrationNames.length;
    return clean
      ? null
      : JSON.stringify({ hasMigrationsTable, history, editedMigrationNames, failedMigrationNames });
  } finally {
    schemaEngine.free();
  }
}

async function startEngine(schema, database) {
  await loaded;
  const datamodels = schema.files.map(({ path, content }) => [path, content]);
  const factory = bindMigrationAwareSqlAdapterFactory(new MemoryAdapter(database));
  return engine.SchemaEngine.new({ datamodels }, () => {}, factory);
}

// Once: the module keeps one memory, and a second instance would leave the first one's objects pointing into it.
const loaded = load();

async function load() {
  const entry = createRequire(import.meta.url).resolve('@prisma/schema-engine-wasm');
  const binary = readFileSync(entry.replace(/\.js$/, '_bg.wasm'));
  const { instance } = await WebAssembly.instantiate(binary, { './schema_engine_bg.js': engine });
  engine.__wbg_set_wasm(instance.exports);
  instance.exports.__wbindgen_start();
}

/** The one empty database is also the shadow: nothing real is ever connected. */
class MemoryAdapter extends PrismaPGlite {
  constructor(database) {
    super(database);
    this.database = database;
  }

  async connect() {
    const adapter = await super.connect();
    // The adapter's own neither waits nor reports an error.
    adapter.executeScript = async (script) => {
      await this.database.exec(script);
    };
    return adapter;
  }

  connectToShadowDb() {
    return this.connect();
  }
}

function migrationList() {
  const folders = readdirSync(migrationsFolder, { withFileTypes: true }).filter((entry) =>
    entry.isDirectory(),
  );
  return {
    baseDir: migrationsFolder,
    lockfile: {
      path: 'migration_lock.toml',
      content: readFileSync(join(migrationsFolder, 'migration_lock.toml'), 'utf8'),
    },
    shadowDbInitScript: '',
    migrationDirectories: folders.map(({ name }) => ({
      path: name,
      migrationFile: {
        path: 'migration.sql',
        content: { tag: 'ok', value: readFileSync(join(migrationsFolder, name, 'migration.sql'), 'utf8') },
      },
    })),
  };
}
