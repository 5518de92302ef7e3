/** The service the Perspective API was made for, answered by Parley. */
@NullMarked
package dev.parley.perspective;

import org.jspecify.annotations.NullMarked;
