/** The Perspective API, answered by Parley. */
@NullMarked
package dev.parley.perspective;

import org.jspecify.annotations.NullMarked;
