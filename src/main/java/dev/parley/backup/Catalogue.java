package dev.parley.backup;

import static dev.parley.database.Patiently.await;

import io.vertx.core.json.JsonArray;
import io.vertx.sqlclient.SqlClient;
import java.io.IOException;
import java.util.List;

/** The tables there are in a database, told by PostgreSQL: none can be forgotten. */
final class Catalogue {
  /**
   * Those that others refer to come first. Their sizes are without indexes, in bytes. The schema
   * itself is not among them: a migration knows what it has made.
   */
  static final String SELECT =
      """
      with recursive ours as (
        select oid from pg_class
        where relnamespace = quote_ident(current_schema())::regnamespace and relkind = 'r'
          and relname <> 'migration'
      ), levels as (
        select oid, 0 as depth from ours
        union
        select conrelid, depth + 1 from levels
        join pg_constraint on confrelid = levels.oid and contype = 'f' and conrelid <> confrelid
      ), deepest as (select oid, max(depth) as depth from levels group by oid)
      select relname::text as name, pg_table_size(pg_class.oid) as size,
        (select to_jsonb(array_agg(attname::text order by attnum)) from pg_attribute
         where attrelid = pg_class.oid and attnum > 0 and not attisdropped
           and attgenerated = '') as columns
      from deepest join pg_class using (oid)
      order by depth, relname
      """;

  private Catalogue() {}

  /**
   * A table.
   *
   * @param size in bytes
   */
  record Table(String name, long size, List<String> columns) {}

  static List<Table> of(SqlClient on) throws IOException {
    return await(on.query(SELECT).execute()).stream()
        .map(
            row ->
                new Table(
                    row.getString("name"),
                    row.getLong("size"),
                    ((JsonArray) row.getValue("columns")).stream().map(String::valueOf).toList()))
        .toList();
  }

  /** A name as PostgreSQL takes any. */
  static String quoted(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }
}
