/** The whole database as one file: written while the service runs, checked, and put back. */
@NullMarked
package dev.parley.backup;

import org.jspecify.annotations.NullMarked;
