/** The services others were made for, answered by Parley: Akismet and Perspective. */
@NullMarked
package dev.parley.compat;

import org.jspecify.annotations.NullMarked;
