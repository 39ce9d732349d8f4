// The methods of the protocol: the WASM engine's own, and what the native engine does around them.
import { readFileSync } from "node:fs";
import { EngineError } from "./adapters.mjs";
import { canConnect, createDatabase, dropDatabase } from "./cli.mjs";
import { adaptersFor, noDatabase, postgresInMemory } from "./databases.mjs";
import { withoutCreatedExtensions } from "./extensions.mjs";
import {
  applied,
  withAtomicScripts,
  isTransactional,
  resume,
  recordOutcome,
} from "./migrating.mjs";
import { objectsOf } from "./objects.mjs";
import { requirePackage } from "./packages.mjs";
import { sqliteFile } from "./sqlite.mjs";
import { loadSchemaEngine, takePanic } from "./wasm.mjs";

/**
 * @typedef {{ path: string, migrationFile: { path: string, content: { tag: string, value: string } } }} MigrationDirectory
 * @typedef {{ baseDir: string, lockfile: { path: string, content: string | null }, shadowDbInitScript: string, migrationDirectories: MigrationDirectory[] }} MigrationList
 */

const tableOfMigrations = `CREATE TABLE "_prisma_migrations" (
    "id"                    TEXT PRIMARY KEY NOT NULL,
    "checksum"              TEXT NOT NULL,
    "finished_at"           DATETIME,
    "migration_name"        TEXT NOT NULL,
    "logs"                  TEXT,
    "rolled_back_at"        DATETIME,
    "started_at"            DATETIME NOT NULL DEFAULT current_timestamp,
    "applied_steps_count"   INTEGER UNSIGNED NOT NULL DEFAULT 0
)`;

/**
 * One run of the engine: a schema, a datasource, and the requests about them.
 */
export class Session {
  /** @type {any} */
  #engine;
  /** @type {any} */
  #factory;
  /** @type {import("./adapters.mjs").Adapter[]} */
  #connections = [];

  /**
   * @param {object} options
   * @param {string[]} options.schemaPaths
   * @param {import("./adapters.mjs").Datasource} options.datasource
   * @param {(content: string) => void} options.print
   */
  constructor({ schemaPaths, datasource, print }) {
    this.schemaFiles = schemaPaths.map((path) => ({
      path,
      content: readFileSync(path, "utf8"),
    }));
    this.datasource = datasource;
    this.print = print;
  }

  /**
   * Answers one request.
   *
   * @param {string} method
   * @param {any} params
   */
  async call(method, params) {
    const own = /** @type {Record<string, (params: any) => unknown>} */ (
      this.#methods
    )[method];
    try {
      return (await (own ?? ((it) => this.#forward(method, it)))(params)) ?? {};
    } catch (error) {
      throw this.#explained(error);
    }
  }

  /** Ends the run: closes what it opened, so that SQLite tidies up its files. */
  async close() {
    await this.#disconnect();
  }

  #methods = {
    getDatabaseVersion: async () => (await this.#connected()).version(null),
    getDatabaseDescription: () => ({ description: "" }),
    createDatabase: async () => {
      await createDatabase(this.#url());
      return { databaseName: this.#url() };
    },
    ensureConnectionValidity: () => canConnect(this.#url()),
    /** @param {any} params */
    diff: async (params) => {
      const engine = needsDatabase(params)
        ? await this.#connected(params)
        : await this.#offline(params);
      const result = await engine.diff({
        shadowDatabaseUrl: null,
        ...params,
        to: asReplayed(params.to, params.from),
      });
      // The native engine has the CLI print it.
      if (result.stdout !== null) this.print(result.stdout);
      return result;
    },
    /** @param {any} params */
    devDiagnostic: async (params) => {
      try {
        return await this.#forward("devDiagnostic", params);
      } catch (error) {
        if (!isAboutMissingTable(error)) throw error;
        return this.#firstDiagnostic(params);
      }
    },
    /** @param {any} params */
    diagnoseMigrationHistory: async (params) => {
      try {
        return await this.#forward("diagnoseMigrationHistory", params);
      } catch (error) {
        if (!isAboutMissingTable(error)) throw error;
        return untouched(params.migrationsList);
      }
    },
    /** @param {any} params */
    evaluateDataLoss: async (params) => {
      await this.#replayHistory(params);
      const schema = asReplayed(params.schema, params.migrationsList);
      return this.#forward("evaluateDataLoss", { ...params, schema });
    },
    /** @param {any} params */
    createMigration: async (params) => {
      await this.#replayHistory(params);
      const schema = asReplayed(params.schema, params.migrationsList);
      return this.#forward("createMigration", { ...params, schema });
    },
    /** @param {any} params */
    applyMigrations: async (params) => {
      const migrations = scriptsOf(params);
      const adapter = await this.#adapter();
      adapter.migrations = new Set(migrations.map((it) => it.script));
      adapter.lastFailure = undefined;
      try {
        return await this.#forward("applyMigrations", params);
      } catch (error) {
        throw await this.#namedAfterMigration(error, params);
      } finally {
        await recordOutcome(adapter, migrations).catch(() => {});
      }
    },
    /**
     * Not of Prisma's protocol: makes an interrupted database ready for `applyMigrations`, or tells with `dryRun`
     * what that would be.
     *
     * @param {any} params
     */
    resumeMigrations: async (params) => {
      try {
        return await resume(await this.#adapter(), scriptsOf(params), params);
      } catch (error) {
        if (!isAboutMissingTable(error)) throw error;
        return { finished: [], again: [] };
      }
    },
    /**
     * Not of Prisma's protocol: what a database has applied, oldest first, whether it is on disk or not.
     */
    appliedMigrations: async () => {
      try {
        return { names: await applied(await this.#adapter()) };
      } catch (error) {
        if (!isAboutMissingTable(error)) throw error;
        return { names: [] };
      }
    },
    /**
     * Not of Prisma's protocol: the schema that a history leads to, in the words of a schema that is like it.
     *
     * @param {any} params
     */
    introspectHistory: async (params) => {
      this.schemaFiles = params.files;
      const adapter = await this.#adapter();
      for (const { script } of scriptsOf(params))
        await adapter.executeScript(script);
      const { schema } = await this.#forward("introspect", {
        schema: { files: params.files },
        baseDirectoryPath: ".",
        force: false,
        compositeTypeDepth: -1,
        namespaces: null,
      });
      return schema;
    },
    /** @param {any} params */
    markMigrationApplied: async (params) => {
      try {
        return await this.#forward("markMigrationApplied", params);
      } catch (error) {
        if (!isAboutMissingTable(error)) throw error;
        // On SQLite the WASM engine does not see that its table is missing, and the native one makes it.
        await (await this.#adapter()).executeScript(tableOfMigrations);
        return this.#forward("markMigrationApplied", params);
      }
    },
    /** Not of Prisma's protocol: what is in the database, by kind and name. */
    listObjects: async () => ({
      names: await objectsOf(await this.#adapter()),
    }),
    /**
     * Not of Prisma's protocol: what is in a database after each migration of a history.
     *
     * @param {any} params
     */
    replayObjects: async (params) => {
      this.schemaFiles = params.files;
      const adapter = await this.#adapter();
      const after = [];
      for (const { script } of scriptsOf(params)) {
        await adapter.executeScript(script);
        after.push(await objectsOf(adapter));
      }
      return { after };
    },
    /** @param {any} params */
    reset: async (params) => {
      const file = sqliteFile(this.datasource.url ?? "");
      if (file === null) return this.#forward("reset", params);
      // The engine's own reset leaves sqlite_sequence behind, which then makes the database "not empty" (P3005).
      await this.#disconnect();
      await dropDatabase(this.#url());
      await createDatabase(this.#url());
      return {};
    },
  };

  /**
   * @param {string} method
   * @param {any} params
   */
  async #forward(method, params) {
    const engine = await this.#connected();
    if (typeof engine[method] !== "function") {
      throw new EngineError(
        "P4002",
        `The schema engine of this project does not know ${method}.`,
      );
    }
    return engine[method](params);
  }

  /** @param {any} [params] */
  async #connected(params) {
    this.#engine ??= await this.#open(this.#adapters(params));
    return this.#engine;
  }

  /** @param {any} [params] */
  #adapters(params) {
    const provider = this.#provider(params);
    // SQLite without a URL is in memory anyway.
    return this.datasource.inMemory && provider === "postgresql"
      ? postgresInMemory(provider, !params)
      : adaptersFor(provider, this.datasource);
  }

  /** The connection to the database of the project. */
  async #adapter() {
    await this.#connected();
    const adapter = this.#connections.at(-1);
    if (!adapter) throw new Error("the engine has not connected");
    return adapter;
  }

  /** @param {any} params */
  #offline(params) {
    return this.#open(noDatabase(this.#provider(params)));
  }

  /** @param {import("./adapters.mjs").AdapterFactory} factory */
  async #open(factory) {
    const SchemaEngine = await loadSchemaEngine();
    const { bindMigrationAwareSqlAdapterFactory } = requirePackage(
      "@prisma/driver-adapter-utils",
      factory.provider === "sqlite"
        ? "@prisma/adapter-libsql"
        : "@prisma/adapter-pg",
    );
    this.#factory = bindMigrationAwareSqlAdapterFactory({
      ...factory,
      connect: async () => {
        const adapter = withAtomicScripts(await factory.connect(), this.print);
        this.#connections.push(adapter);
        return adapter;
      },
    });
    const datamodels = this.schemaFiles.map((file) => [
      file.path,
      file.content,
    ]);
    return SchemaEngine.new(
      { datamodels: datamodels.length > 0 ? datamodels : undefined },
      () => {},
      this.#factory,
    );
  }

  async #disconnect() {
    const connections = this.#connections.splice(0);
    await Promise.allSettled(connections.map((adapter) => adapter.dispose()));
    this.#engine = undefined;
  }

  #url() {
    if (!this.datasource.url)
      throw new EngineError(
        "P1013",
        "This command needs a database. Please set DATABASE_URL.",
      );
    return this.datasource.url;
  }

  /**
   * @param {any} [params] the files of its targets name the provider where the command has no schema of its own
   */
  #provider(params) {
    const files = [
      this.schemaFiles,
      params?.from?.files ?? [],
      params?.to?.files ?? [],
    ].flat();
    const named = files
      .map(
        (file) =>
          /\bprovider\s*=\s*"(sqlite|postgres(?:ql)?|cockroachdb|mysql|sqlserver|mongodb)"/.exec(
            file.content,
          )?.[1],
      )
      .find(Boolean);
    if (named) return named === "postgres" ? "postgresql" : named;
    return /^postgres/.test(this.datasource.url ?? "")
      ? "postgresql"
      : "sqlite";
  }

  /**
   * Where the database has no table of migrations the WASM engine fails, and the native one answers.
   *
   * @param {any} params
   */
  async #firstDiagnostic({ migrationsList, filters }) {
    const nothing = { ...migrationsList, migrationDirectories: [] };
    try {
      // Makes the table, unless there are others.
      await this.#forward("applyMigrations", {
        migrationsList: nothing,
        filters,
      });
    } catch (error) {
      if (/** @type {any} */ (error).code !== "P3005") throw error;
      const reason =
        "Drift detected: the database has tables, and no migration has been applied to it.\n";
      return { action: { tag: "reset", reason } };
    }
    return this.#forward("devDiagnostic", { migrationsList, filters });
  }

  /**
   * `createMigration` and `evaluateDataLoss` only read what a diagnosis on this engine has replayed.
   *
   * @param {any} params
   */
  async #replayHistory({ migrationsList, filters }) {
    await this.#methods.devDiagnostic({ migrationsList, filters });
  }

  /**
   * The WASM engine reports the bare SQL error; the native one says which migration it was and what to do (P3018).
   *
   * @param {any} error
   * @param {any} params
   */
  async #namedAfterMigration(error, params) {
    const own = this.#explained(error);
    const failure = this.#connections.find((it) => it.lastFailure)?.lastFailure;
    if (own instanceof EngineError || (own.code && !failure)) return own;
    const history = await this.#forward("diagnoseMigrationHistory", {
      ...params,
      optInToShadowDatabase: false,
    }).catch(() => undefined);
    const name = history?.failedMigrationNames?.at(-1);
    if (!name) return own;
    const named = new EngineError(
      "P3018",
      "A migration failed to apply. New migrations cannot be applied before the error is recovered from. Read more " +
        "about how to resolve migration issues in a production database: https://pris.ly/d/migrate-resolve\n\n" +
        `Migration name: ${name}\n\n` +
        `Database error code: ${failure?.originalCode ?? "unknown"}\n\n` +
        `Database error:\n${failure?.originalMessage ?? withoutTrace(own.message)}`,
    );
    const script = scriptsOf(params).find((it) => it.name === name)?.script;
    named.meta = { left_nothing: !!script && isTransactional(script) };
    return named;
  }

  /** @param {any} error */
  #explained(error) {
    const panic = takePanic();
    if (panic) return Object.assign(new Error(panic), { isPanic: true });
    // What an adapter throws comes back as a number.
    const id = /^External error id#(\d+)/m.exec(error.message)?.[1];
    return id
      ? this.#factory.errorRegistry.consumeError(Number(id)).error
      : error;
  }
}

/**
 * Whether a comparison reads a database, or a history that has to be replayed into one.
 *
 * @param {{ from: { tag: string }, to: { tag: string } }} params
 */
function needsDatabase({ from, to }) {
  return ![from, to].every(
    ({ tag }) => tag === "schemaDatamodel" || tag === "empty",
  );
}

/** @param {{ migrationsList: MigrationList }} params */
function scriptsOf({ migrationsList }) {
  return migrationsList.migrationDirectories.map(({ path, migrationFile }) => ({
    name: path,
    script: migrationFile.content.value,
  }));
}

/**
 * A schema as it compares with a replayed history.
 *
 * @template {{ files?: { path: string, content: string }[] }} S
 * @param {S} schema
 * @param {any} history a list of migrations, or anything else that a schema is compared with
 * @returns {S}
 */
function asReplayed(schema, history) {
  if (!history?.migrationDirectories || !schema?.files) return schema;
  const migrations = scriptsOf({ migrationsList: history });
  return {
    ...schema,
    files: withoutCreatedExtensions(schema.files, migrations),
  };
}

/**
 * What the engine, or an adapter, says where no migration has ever run.
 *
 * @param {any} error
 */
function isAboutMissingTable(error) {
  return (
    error?.cause?.kind === "TableDoesNotExist" ||
    (error instanceof Error &&
      error.message.includes("_prisma_migrations") &&
      !/permission denied/i.test(error.message))
  );
}

/**
 * The history of a database in which no migration has run.
 *
 * @param {MigrationList} list
 */
function untouched(list) {
  const names = list.migrationDirectories.map((directory) => directory.path);
  return {
    hasMigrationsTable: false,
    failedMigrationNames: [],
    editedMigrationNames: [],
    history:
      names.length > 0
        ? { diagnostic: "databaseIsBehind", unappliedMigrationNames: names }
        : null,
  };
}

/**
 * @param {string} message an error of the engine, followed by where in Rust it comes from
 */
function withoutTrace(message) {
  return message.replace(/\n {3}0: .*/s, "").trim();
}
