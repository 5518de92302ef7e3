/** The widget and the pages as people meet them: in a real browser, on the real service. */
@NullMarked
package dev.parley.browser;

import org.jspecify.annotations.NullMarked;
