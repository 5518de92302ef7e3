/**
 * Parley's entry point: the commands, the configuration they read, and the wiring of the service.
 */
@NullMarked
package dev.parley;

import org.jspecify.annotations.NullMarked;
