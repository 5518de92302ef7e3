/** Articles, authors and comments: how comments are written, rendered, stored and read. */
@NullMarked
package dev.parley.comment;

import org.jspecify.annotations.NullMarked;
