/** What the machine notices in a draft, how it is weighed, and what is decided. */
@NullMarked
package dev.parley.screening;

import org.jspecify.annotations.NullMarked;
