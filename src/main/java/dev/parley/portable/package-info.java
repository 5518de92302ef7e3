/**
 * A site's data as rows that can be taken to another service: which tables and columns they are,
 * and what stays behind.
 */
@NullMarked
package dev.parley.portable;

import org.jspecify.annotations.NullMarked;
