/**
 * Sites taken out of Parley: whole, as Parley's own archive, or their threads in the formats of
 * other systems.
 */
@NullMarked
package dev.parley.exports;

import org.jspecify.annotations.NullMarked;
