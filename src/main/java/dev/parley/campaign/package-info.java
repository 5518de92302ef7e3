/** What goes on around a comment: copies of its text, the standing of its links, sudden crowds. */
@NullMarked
package dev.parley.campaign;

import org.jspecify.annotations.NullMarked;
