/** Models of the operator's own: a server that scores texts, or a classifier in a folder. */
@NullMarked
package dev.parley.opinion;

import org.jspecify.annotations.NullMarked;
