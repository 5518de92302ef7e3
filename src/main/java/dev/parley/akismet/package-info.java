/** The Akismet API, answered by Parley. */
@NullMarked
package dev.parley.akismet;

import org.jspecify.annotations.NullMarked;
