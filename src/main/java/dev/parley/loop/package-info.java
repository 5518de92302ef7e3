/** Event loops: which loop an object belongs to, and how to return to it. */
@NullMarked
package dev.parley.loop;

import org.jspecify.annotations.NullMarked;
