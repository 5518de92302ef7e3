/** Settings: read once, checked before anything opens, and passed on as values. */
@NullMarked
package dev.parley.config;

import org.jspecify.annotations.NullMarked;
