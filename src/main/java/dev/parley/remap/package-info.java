/**
 * Articles get other keys: comments move or are merged, and the old keys become aliases that lead
 * to where the comments are.
 */
@NullMarked
package dev.parley.remap;

import org.jspecify.annotations.NullMarked;
