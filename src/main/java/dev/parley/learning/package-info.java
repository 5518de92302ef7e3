/**
 * How a site's own model is learnt: examples go in, a model and its trial come out. Nothing here
 * knows of a database, a network or the time of day, so every result can be computed again from the
 * same examples.
 */
@NullMarked
package dev.parley.learning;

import org.jspecify.annotations.NullMarked;
