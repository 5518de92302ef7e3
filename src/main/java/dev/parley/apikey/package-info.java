/**
 * The keys of programs that have texts screened: whose they are, how much they may ask, what they
 * teach.
 */
@NullMarked
package dev.parley.apikey;

import org.jspecify.annotations.NullMarked;
