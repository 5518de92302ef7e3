/**
 * What happened, told to whoever is outside: at least once, after the commit, and after a crash as
 * well.
 */
@NullMarked
package dev.parley.outbox;

import org.jspecify.annotations.NullMarked;
