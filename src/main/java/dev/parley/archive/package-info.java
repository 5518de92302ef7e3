/**
 * What other comment systems have written out, read as a stream of pages and comments. It stores
 * nothing and asks nobody: a file goes in, records come out.
 */
@NullMarked
package dev.parley.archive;

import org.jspecify.annotations.NullMarked;
