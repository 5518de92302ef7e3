/** Messages, and the server that takes them: knows nothing of sites, readers or the database. */
@NullMarked
package dev.parley.smtp;

import org.jspecify.annotations.NullMarked;
