/**
 * A small sentence encoder that runs on this machine: a text becomes a vector in which texts of
 * like meaning are near each other.
 */
@NullMarked
package dev.parley.encoder;

import org.jspecify.annotations.NullMarked;
