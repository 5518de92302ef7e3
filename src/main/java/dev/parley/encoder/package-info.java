/**
 * A small sentence encoder that runs on this machine. It turns a text into a vector, and texts with
 * similar meanings have vectors near each other.
 */
@NullMarked
package dev.parley.encoder;

import org.jspecify.annotations.NullMarked;
