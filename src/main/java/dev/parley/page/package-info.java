/** The page without JavaScript: a thread as a whole HTML document, with a plain form that posts. */
@NullMarked
package dev.parley.page;

import org.jspecify.annotations.NullMarked;
