/** What readers are served: cached threads, live updates, and announcements of changes. */
@NullMarked
package dev.parley.publish;

import org.jspecify.annotations.NullMarked;
