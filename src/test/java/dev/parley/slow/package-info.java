/** The slow half of the tests, by why they are slow: {@code mvn test -Pfast} leaves them out. */
@NullMarked
package dev.parley.slow;

import org.jspecify.annotations.NullMarked;
