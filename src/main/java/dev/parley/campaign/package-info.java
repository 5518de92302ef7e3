/**
 * What goes on around a comment: copies of its text, the reputation of its links, sudden crowds.
 */
@NullMarked
package dev.parley.campaign;

import org.jspecify.annotations.NullMarked;
