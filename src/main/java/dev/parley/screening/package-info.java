/** What checks find in a draft, how much it weighs, and the verdict. */
@NullMarked
package dev.parley.screening;

import org.jspecify.annotations.NullMarked;
