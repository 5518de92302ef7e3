/** What readers are served: cached threads, live updates, and the word that something changed. */
@NullMarked
package dev.parley.publish;

import org.jspecify.annotations.NullMarked;
