/** What can go wrong, in the words told to clients (RFC 9457). */
@NullMarked
package dev.parley.problem;

import org.jspecify.annotations.NullMarked;
