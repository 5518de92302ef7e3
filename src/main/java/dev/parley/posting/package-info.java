/** The road of a comment from a request to the store. */
@NullMarked
package dev.parley.posting;

import org.jspecify.annotations.NullMarked;
