/**
 * The keys of programs that screen texts here: whose they are, how much they may ask, and the
 * labels they send.
 */
@NullMarked
package dev.parley.apikey;

import org.jspecify.annotations.NullMarked;
