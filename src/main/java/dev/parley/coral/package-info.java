/** Coral's external moderation phase, answered by Parley. */
@NullMarked
package dev.parley.coral;

import org.jspecify.annotations.NullMarked;
