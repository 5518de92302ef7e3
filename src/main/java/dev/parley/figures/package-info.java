/** What a policy would do, and what was done, in numbers. */
@NullMarked
package dev.parley.figures;

import org.jspecify.annotations.NullMarked;
