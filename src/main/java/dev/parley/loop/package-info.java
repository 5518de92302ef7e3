/** Event loops: which one a thing belongs to, and how one comes back to it. */
@NullMarked
package dev.parley.loop;

import org.jspecify.annotations.NullMarked;
