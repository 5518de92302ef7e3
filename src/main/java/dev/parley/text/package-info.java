/**
 * What a comment says, read once for every check: words, links and hashes of its normalised text,
 * each with its place in the original.
 */
@NullMarked
package dev.parley.text;

import org.jspecify.annotations.NullMarked;
