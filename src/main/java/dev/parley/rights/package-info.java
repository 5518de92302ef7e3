/**
 * A person's rights: whatever is known of them is found, handed out, erased, and does not stay
 * longer than its site says.
 */
@NullMarked
package dev.parley.rights;

import org.jspecify.annotations.NullMarked;
