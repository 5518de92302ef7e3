/** PostgreSQL: the embedded server, the pool, the migrations and the ids. */
@NullMarked
package dev.parley.database;

import org.jspecify.annotations.NullMarked;
