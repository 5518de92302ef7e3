/** Requests that this service sends to addresses people have given it. */
@NullMarked
package dev.parley.outgoing;

import org.jspecify.annotations.NullMarked;
