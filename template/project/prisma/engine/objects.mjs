// Objects of a database that a Prisma schema cannot express, by kind and name, to find missing ones.

/** @typedef {import("./adapters.mjs").Adapter} Adapter */

const ofPostgres = `
  WITH here AS (SELECT oid FROM pg_namespace WHERE nspname = current_schema())
  SELECT 'check', c.conname || ' on ' || t.relname FROM pg_constraint c
    JOIN pg_class t ON t.oid = c.conrelid
    WHERE c.contype IN ('c', 'x') AND t.relnamespace = (SELECT oid FROM here)
  UNION ALL SELECT 'trigger', g.tgname || ' on ' || t.relname FROM pg_trigger g
    JOIN pg_class t ON t.oid = g.tgrelid
    WHERE NOT g.tgisinternal AND t.relnamespace = (SELECT oid FROM here)
  UNION ALL SELECT 'policy', policyname || ' on ' || tablename FROM pg_policies
    WHERE schemaname = current_schema()
  UNION ALL SELECT 'row level security', 'on ' || relname FROM pg_class
    WHERE relrowsecurity AND relnamespace = (SELECT oid FROM here)
  UNION ALL SELECT CASE relkind WHEN 'i' THEN 'index' WHEN 'v' THEN 'view' ELSE 'materialized view' END, relname
    FROM pg_class WHERE relkind IN ('i', 'v', 'm') AND relnamespace = (SELECT oid FROM here)
  UNION ALL SELECT 'function', p.proname FROM pg_proc p
    WHERE p.pronamespace = (SELECT oid FROM here)
    AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = p.oid AND d.deptype = 'e')
  UNION ALL SELECT 'extension', extname FROM pg_extension
  UNION ALL SELECT 'column', table_name || '.' || column_name FROM information_schema.columns
    WHERE table_schema = current_schema()`;
const ofSqlite = `
  SELECT type, name, tbl_name, sql FROM sqlite_master WHERE sql IS NOT NULL AND tbl_name <> '_prisma_migrations'`;
const columnsOfSqlite = `
  SELECT t.name, c.name FROM sqlite_master t, pragma_table_info(t.name) c
    WHERE t.type = 'table' AND t.name <> '_prisma_migrations' AND t.name NOT LIKE 'sqlite\\_%' ESCAPE '\\'`;
const quotedOrComment = /'(?:[^']|'')*'|"(?:[^"]|"")*"|--[^\n]*|\/\*.*?\*\//gs;

/**
 * @param {Adapter} adapter
 * @returns {Promise<string[]>} such as `view Placed`, sorted
 */
export async function objectsOf(adapter) {
  if (adapter.provider !== "sqlite") {
    const made = `SELECT * FROM (${ofPostgres}) AS made(kind, name) WHERE name NOT LIKE '\\_prisma\\_%'`;
    const found = await rowsOf(adapter, made);
    return found.map(([kind, name]) => `${kind} ${name}`).sort();
  }
  const found = await rowsOf(adapter, ofSqlite);
  const columns = await rowsOf(adapter, columnsOfSqlite);
  return [
    ...found.flatMap(ofMaster),
    ...columns.map(([table, column]) => `column ${table}.${column}`),
  ].sort();
}

/**
 * @param {Adapter} adapter
 * @param {string} sql
 */
async function rowsOf(adapter, sql) {
  const { rows } = await adapter.queryRaw({ sql, args: [], argTypes: [] });
  return rows.map((row) => row.map(String));
}

/**
 * CHECK constraints of SQLite may have no names, so they are counted.
 *
 * @param {string[]} row of `sqlite_master`
 */
function ofMaster([kind, name, table, sql = ""]) {
  if (kind !== "table")
    return [
      kind === "trigger" ? `${kind} ${name} on ${table}` : `${kind} ${name}`,
    ];
  const checks = sql.replace(quotedOrComment, "").match(/\bCHECK\b/gi) ?? [];
  return checks.map((_, index) => `check ${String(index + 1)} on ${table}`);
}
